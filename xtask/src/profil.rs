//! Which functions of the simulator a first answer runs: the module is run here, on the states of `premiers-etats.txt`,
//! and says each function that it enters.

use std::collections::BTreeSet;
use std::error::Error;

use walrus::ir::Value;
use walrus::{ConstExpr, FunctionKind, Module, ValType};
use wasmi::{Engine, Func, Instance, Linker, Memory, Store, Val};

type Done<T> = Result<T, Box<dyn Error>>;

/// How the name of a global begins that a function sets when it is entered.
const ENTERED: &str = "entree ";

/// The states of a page that is just opened, and the day that they are answered on.
const STATES: &str = include_str!("../premiers-etats.txt");
const DAY: &str = "2026-11-23";

/// The functions of `module`, by their place among all, that run when it answers each state, and each without one of its
/// answers: a reader gives them in any order.
///
/// # Errors
///
/// A module that does not answer.
pub(crate) fn functions_run(module: &[u8]) -> Done<BTreeSet<usize>> {
    let mut page = Page::open(&instrumented(module)?)?;
    let mut states = BTreeSet::new();
    for state in written() {
        let answers: Vec<&str> = state.split('&').collect();
        let without = |left: usize| -> Vec<&str> {
            answers.iter().enumerate().filter(|(place, _)| *place != left).map(|(_, answer)| *answer).collect()
        };
        states.extend((0..=answers.len()).map(|left| without(left).join("&")));
    }
    for state in states {
        page.answer(&state)?;
    }
    Ok(page.entered())
}

/// What `module` answers to each state.
///
/// # Errors
///
/// A module that does not answer, or that traps for want of its other part.
pub(crate) fn pages(module: &[u8]) -> Done<Vec<String>> {
    let mut page = Page::open(module)?;
    written().map(|state| page.answer(state)).collect()
}

/// The states of the file.
fn written() -> impl Iterator<Item = &'static str> {
    STATES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The module, each function of which notes that it is entered, in a global of its own.
fn instrumented(module: &[u8]) -> Done<Vec<u8>> {
    let mut module = Module::from_buffer(module)?;
    let functions: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).collect();
    for id in functions {
        let note = module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
        module.exports.add(&format!("{ENTERED}{}", id.index()), note);
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            function.builder_mut().func_body().const_at(0, Value::I32(1)).global_set_at(1, note);
        }
    }
    Ok(module.emit_wasm())
}

/// The module as the glue calls it: texts go in and come out by the memory.
struct Page {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Page {
    fn open(module: &[u8]) -> Done<Page> {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let module = wasmi::Module::new(&engine, module)?;
        let mut linker = Linker::new(&engine);
        for import in module.imports() {
            let Some(ty) = import.ty().func() else { continue };
            // What wasm-bindgen asks at the start concerns objects of JavaScript: text alone crosses here.
            let nothing = Func::new(&mut store, ty.clone(), |_, _, _| Ok(()));
            linker.define(import.module(), import.name(), nothing)?;
        }
        let instance = linker.instantiate_and_start(&mut store, &module)?;
        let memory = instance.get_memory(&store, "memory").ok_or("the module has no memory")?;
        let mut page = Page { store, instance, memory };
        page.call("__wbindgen_start", &[], &mut [])?;
        Ok(page)
    }

    /// The functions that ran so far.
    fn entered(&self) -> BTreeSet<usize> {
        let noted = self.instance.exports(&self.store).filter_map(|export| {
            let place = export.name().strip_prefix(ENTERED)?.parse().ok()?;
            (export.into_global()?.get(&self.store).i32() == Some(1)).then_some(place)
        });
        noted.collect()
    }

    fn answer(&mut self, state: &str) -> Done<String> {
        self.repondre(state).map_err(|error| format!("no answer to « {state} »: {error}").into())
    }

    fn repondre(&mut self, state: &str) -> Done<String> {
        let (state, day) = (self.text(state)?, self.text(DAY)?);
        let arguments = [state.0, state.1, day.0, day.1, Val::F64(0.0.into())];
        let mut answer = [Val::I32(0), Val::I32(0)];
        self.call("repondre", &arguments, &mut answer)?;
        let [start, length] = answer.each_ref().map(|value| value.i32().unwrap_or_default().cast_unsigned() as usize);
        let bytes =
            self.memory.data(&self.store).get(start..start + length).ok_or("an answer outside of the memory")?;
        let text = String::from_utf8(bytes.to_vec())?;
        self.call("__wbindgen_free", &[answer[0].clone(), answer[1].clone(), Val::I32(1)], &mut [])?;
        Ok(text)
    }

    /// Where a text stands in the memory, and its length.
    fn text(&mut self, text: &str) -> Done<(Val, Val)> {
        let length = Val::I32(i32::try_from(text.len())?);
        let mut start = [Val::I32(0)];
        self.call("__wbindgen_malloc", &[length.clone(), Val::I32(1)], &mut start)?;
        let [start] = start;
        let at = start.i32().unwrap_or_default().cast_unsigned() as usize;
        self.memory.write(&mut self.store, at, text.as_bytes())?;
        Ok((start, length))
    }

    fn call(&mut self, name: &str, arguments: &[Val], results: &mut [Val]) -> Done<()> {
        let function = self.instance.get_func(&self.store, name).ok_or_else(|| format!("no function {name}"))?;
        Ok(function.call(&mut self.store, arguments, results)?)
    }
}
