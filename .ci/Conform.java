import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Asks veraPDF whether files conform to PDF/A-2a and PDF/UA-1. Prints each broken rule once; exit 1 on any. */
public final class Conform {
    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean clean = files.length > 0;
        for (String file : files) {
            for (String standard : new String[] {"2a", "ua1"}) {
                clean &= conforms(new File(file), standard);
            }
        }
        System.exit(clean ? 0 : 1);
    }

    private static boolean conforms(File file, String standard) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(standard);
        Map<String, String> broken = new LinkedHashMap<>();
        int checks;
        try (var parser = Foundries.defaultInstance().createParser(file, flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, 10_000, false, true, false)) {
            var result = validator.validate(parser);
            checks = result.getTotalAssertions();
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) {
                    broken.putIfAbsent(check.getRuleId().getClause() + "/" + check.getRuleId().getTestNumber(),
                            check.getMessage() + " at " + check.getLocation().getContext());
                }
            }
        }
        System.out.println(file.getName() + " " + standard + ": " + checks + " checks, " + broken.size() + " rules broken");
        broken.forEach((rule, where) -> System.out.println("  " + rule + ": " + where));
        return checks > 0 && broken.isEmpty();
    }
}
