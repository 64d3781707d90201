//! A PDF as the exporter writes it → the same, packed.
//!
//! In: a file with one plain cross-reference table, as krilla writes it (ISO 32000-1, 7.5.4). Out: its objects in object streams
//! (7.5.7) with a cross-reference stream (7.5.8); black on the black plate alone; boxes set. Objects are copied, not taken
//! apart: a book has a hundred thousand, nearly all of them the tags of its structure.

use std::io::Write as _;
use std::ops::Range;

use flate2::{Compression, write::ZlibEncoder};

/// Objects in a stream: a reader that wants one unpacks all of them.
const TOGETHER: usize = 200;
/// Bytes of a place in the file, in the cross-reference stream.
const WIDTH: usize = 5;

/// An object of the file.
struct Object<'a> {
    number: usize,
    /// What stands between `obj` and `endobj`.
    body: &'a [u8],
    /// The length of its dictionary where it is a stream.
    stream: Option<usize>,
}

/// Where an object stands in the packed file.
#[derive(Clone, Copy)]
enum Stands {
    Nowhere,
    At(usize),
    Within { stream: usize, index: usize },
}

/// Packs a file. None where it is not written as expected.
pub(super) fn pack(pdf: &[u8]) -> Option<Vec<u8>> {
    let file = File::read(pdf)?;
    let grey: Vec<usize> = file.objects.iter().filter(|object| is_grey(object)).map(|object| object.number).collect();
    let mut packed = Packed { bytes: pdf.get(..file.header)?.to_vec(), stands: vec![Stands::Nowhere; file.size] };
    let mut small = Vec::new();
    for object in file.objects.iter().filter(|object| !grey.contains(&object.number)) {
        match object.stream {
            Some(dict) => {
                let mut body = black(object.body.get(..dict)?, &grey);
                body.extend_from_slice(object.body.get(dict..)?);
                packed.object(object.number, &body);
            }
            None => small.push((object.number, boxed(black(object.body, &grey)))),
        }
    }
    for together in small.chunks(TOGETHER) {
        packed.stream(together)?;
    }
    packed.finish(file.trailer)
}

/// A file read.
struct File<'a> {
    header: usize,
    objects: Vec<Object<'a>>,
    /// Object numbers, with those that are free.
    size: usize,
    /// The trailer's entries, without the size.
    trailer: &'a [u8],
}

impl<'a> File<'a> {
    fn read(pdf: &'a [u8]) -> Option<Self> {
        let start = number(pdf.get(rfind(pdf, b"startxref")? + 9..)?)?;
        let table = pdf.get(start..)?.strip_prefix(b"xref\n0 ")?;
        let size = number(table)?;
        let rows = table.get(find(table, b"\n")? + 1..)?;
        let mut starts = Vec::with_capacity(size);
        for (of, row) in rows.chunks_exact(20).take(size).enumerate() {
            if row.get(17)? == &b'n' {
                starts.push((number(row)?, of));
            }
        }
        starts.sort_unstable();
        let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([start]);
        let objects: Option<Vec<_>> = starts.iter().zip(ends).map(|((at, of), end)| Object::read(*of, pdf.get(*at..end)?)).collect();
        let trailer = rows.get(size * 20..)?.strip_prefix(b"trailer\n<<")?;
        let trailer = trailer.get(..rfind(trailer, b">>")?)?.trim_ascii_start().strip_prefix(b"/Size")?.trim_ascii_start();
        let trailer = trailer.get(trailer.iter().take_while(|c| c.is_ascii_digit()).count()..)?;
        Some(Self { header: starts.first()?.0, objects: objects?, size, trailer })
    }
}

impl<'a> Object<'a> {
    fn read(number: usize, bytes: &'a [u8]) -> Option<Self> {
        let body = bytes.get(find(bytes, b"obj")? + 3..)?.trim_ascii().strip_suffix(b"endobj")?.trim_ascii();
        let stream = body.ends_with(b"endstream").then(|| dictionary(body)).flatten();
        (stream.is_some() || !body.ends_with(b"endstream")).then_some(Self { number, body, stream })
    }
}

/// The bytes up to the end of the dictionary that an object begins with.
fn dictionary(body: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for Token { at, is } in tokens(body) {
        match is {
            Sign::Open => depth += 1,
            Sign::Close => depth = depth.checked_sub(1)?,
            Sign::Array => {}
        }
        if depth == 0 {
            return Some(at.end);
        }
    }
    None
}

/// A colour profile of one component (ISO 32000-1, 8.6.5.5): the typesetter's black.
fn is_grey(object: &Object) -> bool {
    let Some(dict) = object.stream.and_then(|end| object.body.get(..end)) else { return false };
    dict.windows(5).any(|five| five.starts_with(b"/N 1") && !five[4].is_ascii_digit())
}

/// Black in a grey profile, which printers spread over four plates, becomes DeviceGray, the black plate alone (8.6.4.2).
fn black(body: &[u8], grey: &[usize]) -> Vec<u8> {
    let mut written = Vec::with_capacity(body.len());
    let mut done = 0;
    for Token { at, .. } in tokens(body).filter(|token| token.is == Sign::Array) {
        let profile = body[at.start..].strip_prefix(b"[/ICCBased ").and_then(number);
        if profile.is_some_and(|profile| grey.contains(&profile)) {
            let Some(end) = find(&body[at.start..], b"]") else { break };
            written.extend_from_slice(&body[done..at.start]);
            written.extend_from_slice(b"/DeviceGray");
            done = at.start + end + 1;
        }
    }
    written.extend_from_slice(&body[done..]);
    written
}

/// The sheet is cut where the page ends and nothing bleeds: TrimBox and BleedBox are the MediaBox (14.11.2).
fn boxed(body: Vec<u8>) -> Vec<u8> {
    let page = body.strip_prefix(b"<<").map(<[u8]>::trim_ascii_start).and_then(|dict| dict.strip_prefix(b"/Type"));
    let page = page.and_then(|kind| kind.trim_ascii_start().strip_prefix(b"/Page"));
    if !page.is_some_and(|rest| rest.first().is_some_and(|c| matches!(c, b'/' | b'\n' | b' '))) {
        return body;
    }
    let media = find(&body, b"/MediaBox").and_then(|at| Some(at + 9..at + find(&body[at..], b"]")? + 1));
    let Some(media) = media else { return body };
    [&body[..media.end], b"/TrimBox", &body[media.clone()], b"/BleedBox", &body[media.clone()], &body[media.end..]].concat()
}

/// A sign outside of strings.
struct Token {
    at: Range<usize>,
    is: Sign,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A dictionary begins.
    Open,
    /// A dictionary ends.
    Close,
    /// An array begins.
    Array,
}

/// The signs of an object; what stands in strings (7.3.4) is none.
fn tokens(body: &[u8]) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < body.len() {
            let start = at;
            let pair = body.get(at + 1) == Some(&body[at]);
            let is = match body[at] {
                b'(' => {
                    at = string(body, at);
                    continue;
                }
                b'<' if !pair => {
                    at += find(&body[at..], b">").map_or(body.len() - at, |end| end + 1);
                    continue;
                }
                b'<' => Sign::Open,
                b'>' if pair => Sign::Close,
                b'[' => Sign::Array,
                _ => {
                    at += 1;
                    continue;
                }
            };
            at += if is == Sign::Array { 1 } else { 2 };
            return Some(Token { at: start..at, is });
        }
        None
    })
}

/// Where the string that begins here ends.
fn string(body: &[u8], start: usize) -> usize {
    let (mut depth, mut at) = (0_usize, start);
    while at < body.len() {
        match body[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at.min(body.len())
}

/// A file being packed.
struct Packed {
    bytes: Vec<u8>,
    stands: Vec<Stands>,
}

impl Packed {
    /// Writes an object on its own.
    fn object(&mut self, number: usize, body: &[u8]) {
        self.stands[number] = Stands::At(self.bytes.len());
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        self.bytes.extend_from_slice(body);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    /// Writes objects together.
    fn stream(&mut self, objects: &[(usize, Vec<u8>)]) -> Option<()> {
        let stream = self.stands.len();
        self.stands.push(Stands::Nowhere);
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (at, (number, body)) in objects.iter().enumerate() {
            self.stands[*number] = Stands::Within { stream, index: at };
            index.push_str(&format!("{number} {} ", bodies.len()));
            bodies.extend_from_slice(body);
            bodies.push(b'\n');
        }
        let dict = format!("/Type/ObjStm/N {}/First {}", objects.len(), index.len());
        let body = deflated(dict.as_bytes(), &[index.as_bytes(), &bodies].concat())?;
        self.object(stream, &body);
        Some(())
    }

    /// Writes the cross-reference stream, which is the trailer too.
    fn finish(mut self, trailer: &[u8]) -> Option<Vec<u8>> {
        let (own, start) = (self.stands.len(), self.bytes.len());
        self.stands.push(Stands::At(start));
        let mut rows = Vec::with_capacity(self.stands.len() * (WIDTH + 3));
        for stands in &self.stands {
            let (kind, place, index) = match *stands {
                Stands::Nowhere => (0, 0, usize::from(u16::MAX)),
                Stands::At(place) => (1, place, 0),
                Stands::Within { stream, index } => (2, stream, index),
            };
            rows.push(kind);
            rows.extend_from_slice(&place.to_be_bytes()[size_of::<usize>() - WIDTH..]);
            rows.extend_from_slice(&index.to_be_bytes()[size_of::<usize>() - 2..]);
        }
        let dict = format!("/Type/XRef/Size {}/W[1 {WIDTH} 2]", self.stands.len());
        let body = deflated(&[dict.as_bytes(), trailer].concat(), &rows)?;
        self.object(own, &body);
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Some(self.bytes)
    }
}

/// A stream with these entries.
fn deflated(dict: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).ok()?;
    let data = encoder.finish().ok()?;
    let filter = format!("/Filter/FlateDecode/Length {}>>\nstream\n", data.len());
    Some([b"<<", dict, filter.as_bytes(), &data, b"\nendstream"].concat())
}

/// The number that bytes begin with.
fn number(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|c| c.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}
