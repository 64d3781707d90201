//! A face → a smaller one that sets the same words.
//!
//! In: a face, the characters that it has to set, a family name of ours. Out: a font file of the glyphs alone that those
//! characters lead to, by the character map or by any lookup, with the layout tables that belong to them (small capitals,
//! figures, kerning, ligatures, local forms). Every glyph is drawn from both files: where one differs, or the face holds
//! what is not read here (variations, colours), it is given whole.

mod cff;
mod cmap;
mod glyf;
mod layout;
mod names;
mod numbers;
mod sfnt;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::raw::collections::IntSet;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider, Tag};
use unicode_normalization::char::decompose_canonical;

use super::Face;
use numbers::Numbers;

/// A font file made from a face.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subset {
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
    /// Outlines in cubic curves (CFF), else in quadratic ones (TrueType).
    pub cubic: bool,
    /// Every glyph is kept.
    pub whole: bool,
}

/// What a face's maker lets be done with it (OpenType, `OS/2` `fsType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// It may be embedded, and in part.
    Subset,
    /// It may be embedded, but whole.
    Whole,
    /// It must not be embedded.
    None,
}

/// What may be done with a face. A face that says nothing may be embedded.
#[must_use]
pub fn leave(face: &Face) -> Leave {
    let says = FontRef::from_index(&face.bytes, face.index).and_then(|font| Ok(font.os2()?.fs_type()));
    match says {
        // Level 2 alone is "restricted"; with another bit of the level the lighter one holds. 0x200: bitmaps only.
        Ok(says) if says & 0xF == 2 || says & 0x200 != 0 => Leave::None,
        Ok(says) if says & 0x100 != 0 => Leave::Whole,
        Ok(_) | Err(_) => Leave::Subset,
    }
}

/// The face for these characters, under a family name of ours: a subset must not bear a reserved name (SIL OFL 1.1 §3).
///
/// # Errors
/// What the file lacks, in words.
pub fn subset(face: &Face, characters: &BTreeSet<char>, family: &str) -> Result<Subset, String> {
    let font = FontRef::from_index(&face.bytes, face.index).map_err(|fault| fault.to_string())?;
    let kept = kept(&font, &with_company(characters));
    let part = (leave(face) == Leave::Subset).then(|| part(&font, face, &kept, family)).flatten();
    let part = part.filter(|bytes| same_outlines(&font, bytes, &kept.glyphs));
    let whole = part.is_none();
    let bytes = match part {
        Some(bytes) => bytes,
        None => sfnt::write(font.table_directory().sfnt_version(), tables(&font, |tag| &tag.to_be_bytes() != b"DSIG")),
    };
    Ok(Subset { bytes: bytes.into(), cubic: font.data_for_tag(Tag::new(b"CFF ")).is_some(), whole })
}

/// What a subset keeps.
struct Kept {
    /// Characters with their glyphs.
    characters: BTreeMap<char, GlyphId>,
    /// Those glyphs, and all that the layout tables or composed glyphs reach from them.
    glyphs: BTreeSet<u32>,
}

/// Characters that come into the text without standing in it: parts that a letter is set from, hyphens at a line's end, the
/// mirrored bracket in a line that runs from the right, what a list begins with.
fn with_company(characters: &BTreeSet<char>) -> BTreeSet<char> {
    const MIRRORED: [&str; 6] = ["()", "[]", "{}", "<>", "«»", "‹›"];
    let mut all: BTreeSet<char> = [' ', '-', '\u{AD}', '\u{2010}', '\u{2013}', '\u{2002}'].into();
    for c in characters {
        all.insert(*c);
        decompose_canonical(*c, |part| _ = all.insert(part));
        all.extend(MIRRORED.iter().filter(|pair| pair.contains(*c)).flat_map(|pair| pair.chars()));
    }
    all
}

fn kept(font: &FontRef<'_>, characters: &BTreeSet<char>) -> Kept {
    let charmap = font.charmap();
    let glyph = |c: &char| Some((*c, charmap.map(*c).filter(|glyph| glyph.to_u32() != 0)?));
    let characters: BTreeMap<char, GlyphId> = characters.iter().filter_map(glyph).collect();
    let mut glyphs: IntSet<GlyphId> = characters.values().copied().chain([GlyphId::NOTDEF]).collect();
    let count = font.maxp().map_or(0, |maxp| u32::from(maxp.num_glyphs()));
    if let Ok(gsub) = font.gsub()
        && gsub.closure_glyphs_with_num_glyphs(&IntSet::all(), &mut glyphs, count).is_err()
    {
        // Which glyphs its substitutions reach cannot be told: all of them, then.
        glyphs.extend((0..count).map(GlyphId::new));
    }
    let mut glyphs = glyphs.iter().map(GlyphId::to_u32).collect();
    glyf::parts(font, &mut glyphs);
    Kept { characters, glyphs }
}

/// Tables that are kept: all others hold numbers of glyphs that are not read here, or nothing that a reader needs.
const KEPT: [&[u8; 4]; 9] = [b"head", b"OS/2", b"cvt ", b"fpgm", b"prep", b"gasp", b"hhea", b"vhea", b"maxp"];

/// Tables that give glyphs other outlines than those read here.
const OTHER: [&[u8; 4]; 6] = [b"fvar", b"CFF2", b"COLR", b"SVG ", b"CBDT", b"sbix"];

/// The file of the kept glyphs alone; none where it holds what is not read here.
fn part(font: &FontRef<'_>, face: &Face, kept: &Kept, family: &str) -> Option<Vec<u8>> {
    let table = |tag: &[u8; 4]| font.data_for_tag(Tag::new(tag)).map(|data| data.as_bytes());
    let old_kerning = table(b"kern").is_some() && table(b"GPOS").is_none();
    if old_kerning || OTHER.iter().any(|tag| table(tag).is_some()) {
        return None;
    }
    let numbers = Numbers::new(&kept.glyphs)?;
    let mut out = tables(font, |tag| KEPT.iter().any(|kept| Tag::new(kept) == tag));
    let mut put = |tag: &[u8; 4], bytes: Vec<u8>| _ = out.insert(Tag::new(tag), Cow::Owned(bytes));
    if let Some(outlines) = table(b"CFF ") {
        put(b"CFF ", cff::emptied(outlines, &numbers, &names::post_script(face, family))?);
    } else {
        let (glyf, loca) = glyf::emptied(font, &numbers)?;
        put(b"glyf", glyf);
        put(b"loca", loca);
    }
    type Renumber = fn(&[u8], &Numbers) -> Option<Vec<u8>>;
    let layout: [(&[u8; 4], Renumber); 3] =
        [(b"GSUB", layout::substitutions), (b"GPOS", layout::positions), (b"GDEF", layout::definitions)];
    for (tag, renumber) in layout {
        if let Some(old) = table(tag) {
            put(tag, renumber(old, &numbers)?);
        }
    }
    for (measures, head) in [(b"hmtx", b"hhea"), (b"vmtx", b"vhea")] {
        if let Some(head_bytes) = table(head) {
            put(measures, metrics(table(measures)?, head_bytes, &numbers)?);
            put(head, with_word(head_bytes, 34, numbers.count())?);
        }
    }
    put(b"maxp", with_word(table(b"maxp")?, 4, numbers.count())?);
    let characters = kept.characters.iter().map(|(c, glyph)| Some((*c, numbers.of(u16::try_from(glyph.to_u32()).ok()?)?)));
    put(b"cmap", cmap::write(&characters.collect::<Option<_>>()?)?);
    put(b"name", names::write(font, face, family));
    // Version 3: no names of glyphs (OpenType, `post`).
    put(b"post", [&[0, 3, 0, 0], table(b"post")?.get(4..32)?].concat());
    Some(sfnt::write(font.table_directory().sfnt_version(), out))
}

fn tables<'a>(font: &FontRef<'a>, keep: impl Fn(Tag) -> bool) -> BTreeMap<Tag, Cow<'a, [u8]>> {
    let tags = font.table_directory().table_records().iter().map(|record| record.tag());
    let table = |tag| Some((tag, Cow::Borrowed(font.data_for_tag(tag)?.as_bytes())));
    tags.filter(|tag| keep(*tag)).filter_map(table).collect()
}

/// Each glyph's width and bearing (OpenType, `hmtx`): as many pairs as `head` counts, then bearings beside the last width.
fn metrics(old: &[u8], head: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    let pairs = usize::from(u16::from_be_bytes(head.get(34..36)?.try_into().ok()?));
    let mut out = Vec::new();
    for glyph in numbers.kept().map(usize::from) {
        let (width, bearing) =
            if glyph < pairs { (4 * glyph, 4 * glyph + 2) } else { (4 * pairs.checked_sub(1)?, 4 * pairs + 2 * (glyph - pairs)) };
        out.extend_from_slice(old.get(width..width + 2)?);
        out.extend_from_slice(old.get(bearing..bearing + 2)?);
    }
    Some(out)
}

fn with_word(old: &[u8], at: usize, word: u16) -> Option<Vec<u8>> {
    let mut new = old.to_vec();
    new.get_mut(at..at + 2)?.copy_from_slice(&word.to_be_bytes());
    Some(new)
}

/// Whether every one of these glyphs is drawn alike from both.
fn same_outlines(font: &FontRef<'_>, bytes: &[u8], glyphs: &BTreeSet<u32>) -> bool {
    let Ok(part) = FontRef::new(bytes) else { return false };
    let (before, after) = (font.outline_glyphs(), part.outline_glyphs());
    let draw = |outlines: &OutlineGlyphCollection<'_>, glyph: u32| {
        let mut pen = Strokes::default();
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outlines.get(GlyphId::new(glyph)).map(|outline| outline.draw(settings, &mut pen).is_ok().then_some(pen.0))
    };
    (0..).zip(glyphs).all(|(new, old)| draw(&before, *old) == draw(&after, new))
}

/// An outline, stroke for stroke.
#[derive(Default, PartialEq)]
struct Strokes(Vec<(char, [u32; 6])>);

impl Strokes {
    fn stroke(&mut self, kind: char, points: [f32; 6]) {
        self.0.push((kind, points.map(f32::to_bits)));
    }
}

impl OutlinePen for Strokes {
    fn move_to(&mut self, x: f32, y: f32) {
        self.stroke('m', [x, y, 0.0, 0.0, 0.0, 0.0]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.stroke('l', [x, y, 0.0, 0.0, 0.0, 0.0]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.stroke('q', [cx, cy, x, y, 0.0, 0.0]);
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        self.stroke('c', [cx, cy, dx, dy, x, y]);
    }

    fn close(&mut self) {
        self.stroke('z', [0.0; 6]);
    }
}
