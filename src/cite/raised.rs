//! Letters that Unicode raises: "1ʳᵉ", "m²", "№ 3ª".
//!
//! In: settled events. Out: the same with each raised letter as a plain one that is raised by its look, since few fonts have
//! them all and two ways of raising do not stand on one line.

use unicode_normalization::UnicodeNormalization;

use super::Shift;
use super::plan::Format;
use super::span::{Event, Open, Spans, Text};

/// Raises by look what Unicode raises by letter.
pub(super) fn lower(spans: Spans) -> Spans {
    let has = |event: &Event| matches!(event, Event::Text(text) if text.words.chars().any(|c| base(c).is_some()));
    if !spans.iter().any(has) {
        return spans;
    }
    let mut whole = Spans::with_capacity(spans.len());
    for event in spans {
        match event {
            Event::Text(text) => split(text, &mut whole),
            Event::Open(_) | Event::Close => whole.push(event),
        }
    }
    whole
}

fn split(text: Text, whole: &mut Spans) {
    let mut words = String::new();
    let piece = |words: String| Event::Text(Text { words, origin: text.origin, joint: true });
    for c in text.words.chars() {
        let Some(plain) = base(c) else {
            words.push(c);
            continue;
        };
        if !words.is_empty() {
            whole.push(piece(std::mem::take(&mut words)));
        }
        let look = Format { shift: Some(Shift::Superscript), ..Format::default() };
        whole.extend([Event::Open(Open::Look(look)), piece(plain), Event::Close]);
    }
    if !words.is_empty() {
        whole.push(piece(words));
    }
}

/// The plain letter of a raised one.
fn base(c: char) -> Option<String> {
    let raised = matches!(c, 'ª' | '²' | '³' | '¹' | 'º' | 'ʰ'..='ʸ' | 'ˠ'..='ˤ' | 'ᴬ'..='ᵡ' | '⁰'..='ⁿ' | '℠' | '™' | '㆒'..='㆟');
    match c {
        'ˀ' => Some("ʔ".to_owned()),
        'ˁ' => Some("ʕ".to_owned()),
        'ۥ' => Some("و".to_owned()),
        'ۦ' => Some("ي".to_owned()),
        _ if !raised => None,
        _ => {
            let plain: String = std::iter::once(c).nfkd().collect();
            Some(plain).filter(|plain| !plain.chars().eq([c]))
        }
    }
}
