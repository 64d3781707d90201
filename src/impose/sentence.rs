//! What a person does with the sheets, in one sentence.

use super::{Binding, Edge, Flip, Layout, Order, Up};

/// The sentence: "4 sheets of A4, both sides, flip on the short edge, fold once".
#[must_use]
pub fn sentence(layout: &Layout, order: &Order, paper: &str) -> String {
    let sheets = order.sheets.len();
    let flip = match layout.scheme.flip {
        Flip::Short => "short",
        Flip::Long => "long",
    };
    let cut = match layout.scheme.up {
        Up::Two => "",
        Up::Four => "cut the pile along the middle and lay the upper half on the lower, ",
    };
    let fold = match layout.scheme.binding {
        Binding::Saddle if order.sections.iter().sum::<usize>() == 1 => "fold once".to_owned(),
        Binding::Saddle => "fold the whole pile once and staple it through the fold".to_owned(),
        Binding::Sections(_) if order.sections.len() == 1 => format!("fold the {} together once", counted(order.sections[0])),
        Binding::Sections(size) => sections(size, &order.sections),
    };
    let edge = match layout.scheme.edge {
        Edge::Left => "",
        Edge::Right => ", with the fold on the right",
    };
    let word = if sheets == 1 { "sheet" } else { "sheets" };
    format!("{sheets} {word} of {paper}, both sides, flip on the {flip} edge, {cut}{fold}{edge}")
}

fn sections(size: usize, sections: &[usize]) -> String {
    let whole = sections.iter().filter(|sheets| **sheets == size).count();
    let last = sections.last().copied().filter(|sheets| *sheets != size);
    let last = last.map_or_else(String::new, |sheets| format!(" and the last {sheets}"));
    let each =
        if whole + usize::from(!last.is_empty()) == 1 { String::new() } else { format!("fold every {} together once", counted(size)) };
    format!("{each}{last}, and lay the {} sections one after the other", sections.len())
}

fn counted(sheets: usize) -> String {
    if sheets == 1 { "sheet".to_owned() } else { format!("{sheets} sheets") }
}
