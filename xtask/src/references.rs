//! Which constants each function of a linked module names, as the linker wrote it down (`--emit-relocs`): a cut can
//! then leave a constant to the part that reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ops::Range;

use wasmparser::{KnownCustom, Linking, Name, Parser, Payload, RelocSectionReader, RelocationType, SymbolInfo};

type Done<T> = Result<T, Box<dyn Error>>;

/// What the linker knew of a module. Segments of data are told by where they start in the memory.
#[derive(Default)]
pub(crate) struct References {
    by_function: BTreeMap<String, BTreeSet<u32>>,
    by_segment: BTreeMap<u32, BTreeSet<u32>>,
}

impl References {
    /// Reads them from a module linked with `--emit-relocs --no-merge-data-segments`, before anything changes it.
    ///
    /// # Errors
    ///
    /// A module linked otherwise.
    pub(crate) fn read(linked: &[u8]) -> Done<References> {
        let layout = Layout::read(linked)?;
        let mut references = References::default();
        for (function, name) in layout.functions.iter().zip(layout.names()?) {
            let named = layout.segments_named(&layout.code_relocations, function)?;
            references.by_function.entry(plain(&name).to_owned()).or_default().extend(named);
        }
        for segment in &layout.segments {
            let named = layout.segments_named(&layout.data_relocations, &segment.bytes)?;
            references.by_segment.entry(segment.start).or_default().extend(named);
        }
        Ok(references)
    }

    /// The segments that these functions can read, and those that those segments point to.
    pub(crate) fn reached<'a>(&self, functions: impl Iterator<Item = &'a str>) -> BTreeSet<u32> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<u32> = functions.filter_map(|name| self.by_function.get(name)).flatten().copied().collect();
        while let Some(segment) = next.pop() {
            if reached.insert(segment) {
                next.extend(self.by_segment.get(&segment).into_iter().flatten());
            }
        }
        reached
    }

    /// References written by hand: what each function names, by its name.
    #[cfg(test)]
    pub(crate) fn of(named: &[(&str, &[u32])]) -> References {
        let by_function = named.iter().map(|(name, segments)| ((*name).to_owned(), segments.iter().copied().collect()));
        References { by_function: by_function.collect(), ..References::default() }
    }

    /// Whether the linker knew a function of this name.
    pub(crate) fn knows(&self, function: &str) -> bool {
        self.by_function.contains_key(function)
    }
}

/// A segment of data: where it starts in the memory, and where its bytes stand in the file.
struct Segment {
    start: u32,
    bytes: Range<usize>,
}

/// Where things stand in the file.
#[derive(Default)]
struct Layout {
    imported_functions: usize,
    functions: Vec<Range<usize>>,
    segments: Vec<Segment>,
    /// The segment of each symbol of the linker, where it is data.
    symbols: Vec<Option<usize>>,
    /// Where the file names a symbol of data, and which, in the order of the file.
    code_relocations: Vec<(usize, u32)>,
    data_relocations: Vec<(usize, u32)>,
    function_names: BTreeMap<u32, String>,
}

impl Layout {
    fn read(linked: &[u8]) -> Done<Layout> {
        let mut layout = Layout::default();
        let (mut code, mut data) = (None, None);
        let mut relocations = Vec::new();
        for payload in Parser::new(0).parse_all(linked) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        layout.imported_functions += usize::from(matches!(import?.ty, wasmparser::TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => code = Some(range.start),
                Payload::CodeSectionEntry(body) => layout.functions.push(body.range()),
                Payload::DataSection(section) => {
                    data = Some(section.range().start);
                    for segment in section {
                        let segment = segment?;
                        layout.segments.push(Segment { start: start(&segment)?, bytes: segment.range });
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part? {
                                layout.symbols =
                                    symbols.into_iter().map(|symbol| segment_of(&symbol?)).collect::<Done<_>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(section) => relocations.push(section),
                    KnownCustom::Name(names) => {
                        for name in names {
                            if let Name::Function(names) = name? {
                                for naming in names {
                                    let naming = naming?;
                                    layout.function_names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        let (code, data) = (code.ok_or("no code")?, data.ok_or("no data")?);
        let [in_code, in_data] = relocations.as_slice() else {
            return Err("the module was not linked with --emit-relocs".into());
        };
        layout.code_relocations = places(in_code, code)?;
        layout.data_relocations = places(in_data, data)?;
        Ok(layout)
    }

    /// The name of each function that has a body, in their order.
    fn names(&self) -> Done<Vec<String>> {
        let index = |place: usize| u32::try_from(self.imported_functions + place);
        let name = |place: usize| Ok(self.function_names.get(&index(place)?).ok_or("a function has no name")?.clone());
        (0..self.functions.len()).map(name).collect()
    }

    /// The segments that a stretch of the file names.
    fn segments_named(&self, relocations: &[(usize, u32)], stretch: &Range<usize>) -> Done<Vec<u32>> {
        let first = relocations.partition_point(|(at, _)| *at < stretch.start);
        let within = relocations[first..].iter().take_while(|(at, _)| *at < stretch.end);
        let mut named = Vec::new();
        for (_, symbol) in within {
            let segment = self.symbols.get(*symbol as usize).ok_or("a symbol that the linker does not list")?;
            // What has no segment starts as zeros, which no module writes.
            if let Some(segment) = segment {
                named.push(self.segments.get(*segment).ok_or("a segment that the module does not have")?.start);
            }
        }
        Ok(named)
    }
}

/// The name that wasm-bindgen leaves to a function: what it exports for JavaScript ends by a digest, which it takes off.
fn plain(name: &str) -> &str {
    let digest = |end: &str| end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.rsplit_once('_').filter(|(_, end)| digest(end)).map_or(name, |(plain, _)| plain)
}

/// Where a segment is written in the memory.
fn start(segment: &wasmparser::Data<'_>) -> Done<u32> {
    let wasmparser::DataKind::Active { offset_expr, .. } = &segment.kind else {
        return Err("a segment that is written later".into());
    };
    match offset_expr.get_operators_reader().read()? {
        wasmparser::Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err("a segment that is written at a place worked out".into()),
    }
}

fn segment_of(symbol: &SymbolInfo<'_>) -> Done<Option<usize>> {
    match symbol {
        SymbolInfo::Data { symbol: Some(defined), .. } => Ok(Some(usize::try_from(defined.index)?)),
        _ => Ok(None),
    }
}

/// Where a section names a symbol of data, in the order of the file.
fn places(section: &RelocSectionReader<'_>, start: usize) -> Done<Vec<(usize, u32)>> {
    let mut places = Vec::new();
    for entry in section.entries() {
        let entry = entry?;
        if names_data(entry.ty) {
            places.push((start + entry.offset as usize, entry.index));
        }
    }
    places.sort_unstable();
    Ok(places)
}

fn names_data(ty: RelocationType) -> bool {
    use RelocationType as T;
    matches!(
        ty,
        T::MemoryAddrLeb
            | T::MemoryAddrSleb
            | T::MemoryAddrI32
            | T::MemoryAddrRelSleb
            | T::MemoryAddrLocrelI32
            | T::MemoryAddrTlsSleb
    )
}
