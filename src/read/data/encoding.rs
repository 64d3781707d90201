//! Bytes of a data file → text.
//!
//! In: bytes, and the encoding that the schema declares. Out: the text without its byte order mark. Unicode is known by its
//! mark or by being valid UTF-8; any other encoding must be declared, by a label of the WHATWG's Encoding Standard.

use encoding_rs::Encoding;

use super::super::load::Desk;
use crate::diag::{Code, Diagnostic};
use crate::source::{BookPath, Files, Source, Span, Spanned};

impl Desk<'_> {
    /// The text of a data file.
    pub(super) fn data_text(&mut self, path: &BookPath, named_at: Span, declared: Option<&Spanned<String>>) -> Option<Source> {
        let marked = |bytes: &[u8]| Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != encoding_rs::UTF_8);
        let bytes = match self.files.bytes(path) {
            Ok(bytes) if declared.is_some() || marked(&bytes) => bytes,
            Ok(bytes) => return self.undeclared(path, named_at, &bytes),
            Err(_) => return self.text(path, named_at),
        };
        let encoding = match declared {
            None => encoding_rs::UTF_8,
            Some(typed) => match Encoding::for_label(typed.value.as_bytes()) {
                Some(encoding) => encoding,
                None => {
                    let finding = Diagnostic::new(Code::WrongValue, typed.span, format!("there is no encoding `{}`", typed.value));
                    self.found
                        .push(finding.hint("write `utf-8`, `windows-1250`, `iso-8859-2`, `windows-1251`, `koi8-r` or another usual name"));
                    self.gap = true;
                    return None;
                }
            },
        };
        if let Some(typed) = declared.filter(|_| encoding != encoding_rs::UTF_8 && !bytes.is_ascii() && std::str::from_utf8(&bytes).is_ok())
        {
            let message = format!("`{path}` is declared as `{}`, and is UTF-8", typed.value);
            self.found.push(Diagnostic::new(Code::WrongValue, typed.span, message).hint("take `encoding` out of the schema"));
            self.gap = true;
            return None;
        }
        let (text, used, broken) = encoding.decode(&bytes);
        let source = self.sources.add(path.clone(), text.as_ref().into()).clone();
        if broken {
            let at = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
            let span = Span::new(source.id, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
            let message = format!("`{path}` is not text of the encoding `{}`", used.name().to_lowercase());
            self.found.push(Diagnostic::new(Code::NotUtf8, span, message).hint("declare the encoding that the file was saved with"));
            self.gap = true;
            return None;
        }
        Some(source)
    }

    /// UTF-8, or a word on how to declare what else it is.
    fn undeclared(&mut self, path: &BookPath, named_at: Span, bytes: &[u8]) -> Option<Source> {
        if std::str::from_utf8(bytes).is_ok() || bytes.contains(&0) {
            return self.text(path, named_at);
        }
        let source = self.sources.add(path.clone(), String::from_utf8_lossy(bytes).as_ref().into()).clone();
        let at = std::str::from_utf8(bytes).err().map_or(0, |fault| fault.valid_up_to());
        let span = Span::new(source.id, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
        let hint = format!("save it as UTF-8, or declare what it is in `{}.schema.toml`: `encoding = \"windows-1250\"`", path.stem());
        let finding = Diagnostic::new(Code::NotUtf8, span, format!("`{path}` is not UTF-8 text"));
        self.found.push(finding.at("these bytes are no character").hint(hint));
        self.gap = true;
        None
    }
}
