//! Cuts a module in two: what a first answer needs, and the rest, which a page fetches once it has answered.
//!
//! The rest shares the memory, the table and the stack of the first part. A call from the first part to the rest goes
//! through the table, where the rest writes its functions when it arrives: before that, such a call traps, and the page
//! asks again once the rest is there. So where the cut passes changes what is loaded first, never what is answered.

mod donnees;
mod partage;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use sha2::{Digest, Sha256};
use walrus::ir::{CallIndirect, Const, Instr, InstrSeq, InstrSeqId, Value, Visitor, dfs_in_order};
use walrus::{
    ConstExpr, ElementItems, ElementKind, Export, ExportItem, FunctionBuilder, FunctionId, FunctionKind, LocalFunction,
    Module, ModuleConfig, TableId,
};

use crate::references::References;

use self::partage::{Names, import};

type Done<T> = Result<T, Box<dyn Error>>;

/// How wasm-bindgen ends the name of a function of its own, which calls one of the module and reads nothing.
const SHIM: &str = " multivalue shim";

/// The two parts of a module.
pub(crate) struct Parts {
    /// What a first answer needs. It works alone, as long as nothing asks for the rest.
    pub(crate) first: Vec<u8>,
    /// Everything else.
    pub(crate) rest: Vec<u8>,
}

/// Cuts `module`, whose functions of `kept` (by their place among all) stand in the first part, and those that it
/// exports too.
///
/// # Errors
///
/// A module that is no module, or that names functions in a way that compiled Rust does not.
pub(crate) fn cut(module: &[u8], references: &References, kept: &BTreeSet<usize>) -> Done<Parts> {
    let mark = mark(module, kept);
    // An identity stands in one module alone: the cut is worked out in each, and is the same.
    let mut first = parse(module)?;
    Cut::new(&first, references, kept, &mark)?.first(&mut first)?;
    let mut rest = parse(module)?;
    Cut::new(&rest, references, kept, &mark)?.rest(&mut rest)?;
    Ok(Parts { first: first.emit_wasm(), rest: rest.emit_wasm() })
}

/// A name for the cut of this module along these functions.
fn mark(module: &[u8], kept: &BTreeSet<usize>) -> String {
    let mut digest = Sha256::new_with_prefix(module);
    kept.iter().for_each(|place| digest.update(place.to_le_bytes()));
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// A module without what only a debugger reads.
fn parse(module: &[u8]) -> Done<Module> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(module)?;
    let custom: Vec<_> = module.customs.iter().map(|(id, _)| id).collect();
    for id in custom {
        module.customs.delete(id);
    }
    Ok(module)
}

fn kept_functions(module: &Module, kept: &BTreeSet<usize>) -> BTreeSet<FunctionId> {
    let exported = module.exports.iter().filter_map(exported_function);
    let chosen = module.funcs.iter().filter(|function| match function.kind {
        FunctionKind::Local(_) => kept.contains(&function.id().index()),
        _ => true,
    });
    chosen.map(|function| function.id()).chain(exported).chain(module.start).collect()
}

fn exported_function(export: &Export) -> Option<FunctionId> {
    match export.item {
        ExportItem::Function(function) => Some(function),
        _ => None,
    }
}

/// Where the cut passes.
struct Cut {
    kept: BTreeSet<FunctionId>,
    /// The constants that the first part can read, by where they start in the memory.
    data: BTreeSet<u32>,
    table: TableId,
    /// How many functions the table has once the new places are added.
    places: u64,
    /// The place of each function of the rest that something calls through the table: each has one, some have several.
    slots: BTreeMap<u64, FunctionId>,
    /// The place by which the first part calls a function of the rest.
    slot_of: BTreeMap<FunctionId, u64>,
    /// What the rest needs of the first part.
    shared: Names,
    /// Tells this cut from any other: parts of two builds do not go together, and a browser refuses to join them.
    mark: String,
}

impl Cut {
    fn new(module: &Module, references: &References, kept: &BTreeSet<usize>, mark: &str) -> Done<Cut> {
        let table = module.tables.main_function_table()?.ok_or("the module has no table of functions")?;
        let kept = kept_functions(module, kept);
        let mut slots = BTreeMap::new();
        for (start, functions) in segments(module, table) {
            let away = (start..).zip(functions).filter(|(_, function)| !kept.contains(function));
            slots.extend(away.map(|(slot, function)| (slot, *function)));
        }
        let mut slot_of: BTreeMap<FunctionId, u64> = slots.iter().map(|(slot, function)| (*function, *slot)).collect();
        let mut places = module.tables.get(table).initial;
        let (mut by_first, mut by_rest) = (Names::default(), Names::default());
        for (id, function) in module.funcs.iter_local() {
            let names = if kept.contains(&id) { &mut by_first } else { &mut by_rest };
            dfs_in_order(names, function, function.entry_block());
        }
        for function in by_first.functions.difference(&kept) {
            slot_of.entry(*function).or_insert_with(|| {
                places += 1;
                slots.insert(places - 1, *function);
                places - 1
            });
        }
        by_rest.functions.retain(|function| kept.contains(function));
        let data = data_read(module, references, &kept)?;
        Ok(Cut { kept, data, table, places, slots, slot_of, shared: by_rest, mark: mark.to_owned() })
    }

    /// Takes the rest out of the whole, and lets it in by the table and by exports.
    fn first(&self, module: &mut Module) -> Done<()> {
        let mut absent = FunctionBuilder::new(&mut module.types, &[], &[]);
        absent.func_body().unreachable();
        let absent = absent.finish(Vec::new(), &mut module.funcs);
        for element in module.elements.iter_mut() {
            if let ElementItems::Functions(functions) = &mut element.items {
                for function in functions.iter_mut().filter(|function| !self.kept.contains(function)) {
                    *function = absent;
                }
            }
        }
        let types: BTreeMap<_, _> = self.slot_of.keys().map(|id| (*id, module.funcs.get(*id).ty())).collect();
        for (id, function) in module.funcs.iter_local_mut() {
            if self.kept.contains(&id) {
                for sequence in sequences(function) {
                    self.call_by_the_table(function.block_mut(sequence), &types)?;
                }
            }
        }
        self.resize(module);
        donnees::keep(module, |start| self.data.contains(&start))?;
        for (name, item) in self.shared.exports(self.table, &self.mark) {
            module.exports.add(&name, item);
        }
        walrus::passes::gc::run(module);
        Ok(())
    }

    fn call_by_the_table(&self, sequence: &mut InstrSeq, types: &BTreeMap<FunctionId, walrus::TypeId>) -> Done<()> {
        let mut written = Vec::with_capacity(sequence.instrs.len());
        for (instruction, at) in sequence.instrs.drain(..) {
            let away = match &instruction {
                Instr::Call(call) => self.slot_of.get(&call.func).map(|slot| (call.func, *slot)),
                Instr::RefFunc(_) | Instr::ReturnCall(_) => {
                    return Err("a function is named otherwise than by a call".into());
                }
                _ => None,
            };
            let Some((function, slot)) = away else {
                written.push((instruction, at));
                continue;
            };
            let value = Value::I32(i32::try_from(slot)?);
            written.push((Instr::Const(Const { value }), at));
            written.push((Instr::CallIndirect(CallIndirect { ty: types[&function], table: self.table }), at));
        }
        sequence.instrs = written;
        Ok(())
    }

    /// Keeps the rest alone, which writes its functions in the table.
    fn rest(&self, module: &mut Module) -> Done<()> {
        for (name, item) in self.shared.exports(self.table, &self.mark) {
            import(module, &name, item);
        }
        module.start = None;
        let exports: Vec<_> = module.exports.iter().map(Export::id).collect();
        exports.into_iter().for_each(|id| module.exports.delete(id));
        donnees::keep(module, |start| !self.data.contains(&start))?;
        let elements: Vec<_> = module.elements.iter().map(walrus::Element::id).collect();
        elements.into_iter().for_each(|id| module.elements.delete(id));
        module.tables.iter_mut().for_each(|table| table.elem_segments.clear());
        self.resize(module);
        for (start, functions) in runs(&self.slots) {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(start)?));
            let kind = ElementKind::Active { table: self.table, offset };
            let segment = module.elements.add(kind, ElementItems::Functions(functions));
            module.tables.get_mut(self.table).elem_segments.insert(segment);
        }
        walrus::passes::gc::run(module);
        Ok(())
    }

    fn resize(&self, module: &mut Module) {
        let table = module.tables.get_mut(self.table);
        table.initial = self.places;
        table.maximum = table.maximum.map(|maximum| maximum.max(self.places));
    }
}

/// The constants that functions can read, by where they start in the memory.
fn data_read(module: &Module, references: &References, functions: &BTreeSet<FunctionId>) -> Done<BTreeSet<u32>> {
    let mut names = Vec::new();
    for (id, _) in module.funcs.iter_local().filter(|(id, _)| functions.contains(id)) {
        let name = module.funcs.get(id).name.as_deref().unwrap_or("a function without a name");
        if references.knows(name) {
            names.push(name);
        } else if !name.ends_with(SHIM) {
            return Err(format!("the linker did not know {name}: nothing says what it reads").into());
        }
    }
    Ok(references.reached(names.into_iter()))
}

/// The functions of each segment that fills `table`, and the place of the first.
fn segments(module: &Module, table: TableId) -> impl Iterator<Item = (u64, &Vec<FunctionId>)> {
    module.elements.iter().filter_map(move |element| match (&element.kind, &element.items) {
        (
            ElementKind::Active { table: into, offset: ConstExpr::Value(Value::I32(start)) },
            ElementItems::Functions(functions),
        ) if *into == table => Some((u64::from(start.cast_unsigned()), functions)),
        _ => None,
    })
}

/// Neighbours of the table, together.
fn runs(slots: &BTreeMap<u64, FunctionId>) -> Vec<(u64, Vec<FunctionId>)> {
    let mut runs: Vec<(u64, Vec<FunctionId>)> = Vec::new();
    for (slot, function) in slots {
        match runs.last_mut() {
            Some((start, functions)) if *start + functions.len() as u64 == *slot => functions.push(*function),
            _ => runs.push((*slot, vec![*function])),
        }
    }
    runs
}

/// Every sequence of instructions of a function.
fn sequences(function: &LocalFunction) -> Vec<InstrSeqId> {
    #[derive(Default)]
    struct Sequences(Vec<InstrSeqId>);
    impl Visitor<'_> for Sequences {
        fn start_instr_seq(&mut self, sequence: &InstrSeq) {
            self.0.push(sequence.id());
        }
    }
    let mut found = Sequences::default();
    dfs_in_order(&mut found, function, function.entry_block());
    found.0
}
