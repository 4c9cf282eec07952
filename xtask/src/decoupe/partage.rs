//! What one part needs of the other: each thing that its functions name.

use std::collections::BTreeSet;

use walrus::ir::Visitor;
use walrus::{
    ExportItem, FunctionId, FunctionKind, GlobalId, GlobalKind, ImportKind, ImportedFunction, MemoryId, Module, TableId,
};

/// What the rest imports from, in JavaScript: the exports of the first part.
pub(super) const PREMIERE: &str = "premiere";

/// What functions name.
#[derive(Default)]
pub(super) struct Names {
    pub(super) functions: BTreeSet<FunctionId>,
    pub(super) globals: BTreeSet<GlobalId>,
    pub(super) tables: BTreeSet<TableId>,
    pub(super) memories: BTreeSet<MemoryId>,
}

impl Names {
    /// Each under the name by which the first part gives it and the rest takes it: a number, which no export of
    /// wasm-bindgen is, but `mark` for the table, which both always name.
    pub(super) fn exports(&self, table: TableId, mark: &str) -> impl Iterator<Item = (String, ExportItem)> + '_ {
        let memories = self.memories.iter().map(|id| ExportItem::Memory(*id));
        let tables = self.tables.iter().filter(move |id| **id != table).map(|id| ExportItem::Table(*id));
        let globals = self.globals.iter().map(|id| ExportItem::Global(*id));
        let functions = self.functions.iter().map(|id| ExportItem::Function(*id));
        let items = memories.chain(tables).chain(globals).chain(functions).enumerate();
        let numbered = items.map(|(place, item)| (place.to_string(), item));
        std::iter::once((mark.to_owned(), ExportItem::Table(table))).chain(numbered)
    }
}

impl Visitor<'_> for Names {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.functions.insert(*function);
    }

    fn visit_global_id(&mut self, global: &GlobalId) {
        self.globals.insert(*global);
    }

    fn visit_table_id(&mut self, table: &TableId) {
        self.tables.insert(*table);
    }

    fn visit_memory_id(&mut self, memory: &MemoryId) {
        self.memories.insert(*memory);
    }
}

/// Makes what the module defines something that it is given.
pub(super) fn import(module: &mut Module, name: &str, item: ExportItem) {
    match item {
        ExportItem::Function(id) => {
            let ty = module.funcs.get(id).ty();
            let before = match &module.funcs.get(id).kind {
                FunctionKind::Import(imported) => Some(imported.import),
                _ => None,
            };
            before.into_iter().for_each(|import| module.imports.delete(import));
            let import = module.imports.add(PREMIERE, name, ImportKind::Function(id));
            module.funcs.get_mut(id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
        ExportItem::Global(id) => {
            let import = module.imports.add(PREMIERE, name, ImportKind::Global(id));
            module.globals.get_mut(id).kind = GlobalKind::Import(import);
        }
        ExportItem::Table(id) => {
            let import = module.imports.add(PREMIERE, name, ImportKind::Table(id));
            module.tables.get_mut(id).import = Some(import);
        }
        ExportItem::Memory(id) => {
            let import = module.imports.add(PREMIERE, name, ImportKind::Memory(id));
            module.memories.get_mut(id).import = Some(import);
        }
        ExportItem::Tag(_) => {}
    }
}
