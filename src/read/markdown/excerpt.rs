//! A part of a file that is read as a text of its own: the inside of a grid's cell.
//!
//! In: stretches of lines. Out: the blocks that they hold, with their places in the file. The text of the stretches is read
//! like a file, with the references and headings of the file around it; then every place is led back.

use std::ops::Range;
use std::sync::Arc;

use super::context::Context;
use super::{blocks, limits, masked, places};
use crate::manuscript::Block;
use crate::source::{Source, Span};

/// Where the lines of an excerpt stand in the text around it.
struct Lines {
    /// Start in the excerpt, start outside.
    starts: Vec<(usize, usize)>,
    /// The end of the last line, outside.
    end: usize,
}

impl Lines {
    fn outside(&self, local: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= local).saturating_sub(1);
        let Some((start, outside)) = self.starts.get(line) else { return self.end };
        (outside + (local - start)).min(self.end)
    }

    fn place(&self, span: Span) -> Span {
        let range = span.range();
        let start = self.outside(range.start);
        let end = if range.is_empty() { start } else { self.outside(range.end - 1) + 1 };
        Span::new(span.file, start..end.max(start))
    }
}

/// Reads the blocks of a part of the file, a stretch a line.
pub(super) fn blocks(context: &mut Context<'_>, stretches: &[Range<usize>]) -> Vec<Block> {
    let outer = context.source;
    let mut text = String::new();
    let mut starts = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        starts.push((text.len(), stretch.start));
        text.push_str(&outer.text[stretch.clone()]);
        text.push('\n');
    }
    let lines = Lines { starts, end: stretches.last().map_or(0, |last| last.end) };
    let depth = context.depth + 1;
    if depth > limits::EXCERPTS {
        let start = stretches.first().map_or(0, |first| first.start);
        context.too_deep(Span::new(outer.id, start..start));
        return Vec::new();
    }
    let source = Source::new(outer.id, outer.path.clone(), Arc::from(text));
    let mut inner = Context::new(&source);
    inner.depth = depth;
    inner.lend(context);
    let (masked, _) = masked(&source, 0);
    let (mut found, notes) = blocks::read(&mut inner, &masked);
    let place = |span: Span| lines.place(span);
    places::blocks(&mut found, &place);
    context.take_back(&mut inner, &place);
    for (name, mut note) in notes {
        note.span = place(note.span);
        places::blocks(&mut note.blocks, &place);
        context.notes.push((name, note));
    }
    found
}
