//! Which functions of the simulator a first answer runs: the module is run here, on the states of `premiers-etats.txt`,
//! and says each function that it enters.

use std::collections::BTreeSet;
use std::error::Error;

use walrus::ir::Value;
use walrus::{FunctionKind, Module, ValType};
use wasmi::{Caller, Engine, Func, Instance, Linker, Memory, Store, Val};

type Done<T> = Result<T, Box<dyn Error>>;

/// What the module asks of JavaScript, and the function that is added.
const JAVASCRIPT: &str = "./browser_bg.js";
const ENTERED: &str = "entree";

/// The states of a page that is just opened, and the day that they are answered on.
const STATES: &str = include_str!("../premiers-etats.txt");
const DAY: &str = "2026-11-23";

/// What a module answers to the states of `premiers-etats.txt`.
pub(crate) struct Answers {
    /// The pages, in the order of the states.
    pub(crate) texts: Vec<String>,
    /// The functions that ran, by their place among all.
    pub(crate) functions: BTreeSet<usize>,
}

/// Runs `module` on each state.
///
/// # Errors
///
/// A module that does not answer one.
pub(crate) fn answers(module: &[u8]) -> Done<Answers> {
    let mut page = Page::open(module)?;
    let states = STATES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let answer = |state: &str| page.answer(state).map_err(|error| format!("« {state} »: {error}").into());
    let texts = states.map(answer).collect::<Done<Vec<String>>>()?;
    Ok(Answers { texts, functions: page.store.into_data() })
}

/// The module, each function of which says its place among all when it is entered.
fn instrumented(module: &[u8]) -> Done<Vec<u8>> {
    let mut module = Module::from_buffer(module)?;
    let ty = module.types.add(&[ValType::I32], &[]);
    let functions: Vec<_> = module.funcs.iter_local().map(|(id, _)| id).collect();
    let (entered, _) = module.add_import_func(JAVASCRIPT, ENTERED, ty);
    for id in functions {
        if let FunctionKind::Local(function) = &mut module.funcs.get_mut(id).kind {
            let place = i32::try_from(id.index())?;
            function.builder_mut().func_body().const_at(0, Value::I32(place)).call_at(1, entered);
        }
    }
    Ok(module.emit_wasm())
}

/// The module as the glue calls it: texts go in and come out by the memory.
struct Page {
    store: Store<BTreeSet<usize>>,
    instance: Instance,
    memory: Memory,
}

impl Page {
    fn open(module: &[u8]) -> Done<Page> {
        let engine = Engine::default();
        let mut store = Store::new(&engine, BTreeSet::new());
        let module = wasmi::Module::new(&engine, &instrumented(module)?)?;
        let mut linker = Linker::new(&engine);
        for import in module.imports() {
            let Some(ty) = import.ty().func() else { continue };
            if import.name() == ENTERED {
                let entered = |mut caller: Caller<'_, BTreeSet<usize>>, function: i32| {
                    caller.data_mut().insert(function.cast_unsigned() as usize);
                };
                linker.func_wrap(import.module(), import.name(), entered)?;
            } else {
                // What wasm-bindgen asks at the start concerns objects of JavaScript: text alone crosses here.
                let nothing = Func::new(&mut store, ty.clone(), |_, _, _| Ok(()));
                linker.define(import.module(), import.name(), nothing)?;
            }
        }
        let instance = linker.instantiate_and_start(&mut store, &module)?;
        let memory = instance.get_memory(&store, "memory").ok_or("the module has no memory")?;
        let mut page = Page { store, instance, memory };
        page.call("__wbindgen_start", &[], &mut [])?;
        Ok(page)
    }

    fn answer(&mut self, state: &str) -> Done<String> {
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
