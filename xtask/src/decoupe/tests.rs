//! Wherever the cut passes, both parts together answer as the whole, and the first part alone answers so or traps.

use std::collections::BTreeSet;

use walrus::Module as Parsed;
use wasmi::{Engine, Extern, Func, Instance, Linker, Module, Store, Val};

use super::*;

/// Four functions that call each other in each way that compiled Rust knows, with a constant each but one.
const WHOLE: &str = r#"(module
  (import "js" "note" (func $note (param i32)))
  (type $one (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (table 3 3 funcref)
  (global $depth (mut i32) (i32.const 0))
  (elem (i32.const 1) $double $add)
  (data (i32.const 100) "\07")
  (data (i32.const 101) "\00\05")
  (data (i32.const 104) "\09")
  (func $seven (result i32)
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (i32.load8_u (i32.const 100)))
  (func $double (type $one)
    (call $note (local.get 0))
    (i32.mul (local.get 0) (i32.add (i32.load8_u (i32.const 102)) (i32.const -3))))
  (func $add (type $one)
    (if (result i32) (i32.gt_s (local.get 0) (i32.const 40))
      (then (call $double (local.get 0)))
      (else (i32.add (call $seven) (i32.load8_u (i32.const 104))))))
  (func $answer (export "answer") (type $one)
    (i32.add
      (call $add (local.get 0))
      (i32.add
        (call_indirect (type $one) (local.get 0) (i32.add (i32.const 1) (i32.and (local.get 0) (i32.const 1))))
        (global.get $depth)))))"#;

fn references() -> References {
    References::of(&[("seven", &[100]), ("double", &[101]), ("add", &[104]), ("answer", &[])])
}

struct Running {
    store: Store<()>,
    linker: Linker<()>,
    first: Instance,
}

impl Running {
    fn new(first: &[u8]) -> Running {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let note = Func::wrap(&mut store, |_: i32| {});
        linker.define("js", "note", note).unwrap();
        let module = Module::new(&engine, first).unwrap();
        let first = linker.instantiate_and_start(&mut store, &module).unwrap();
        Running { store, linker, first }
    }

    fn add(&mut self, rest: &[u8]) -> Result<(), wasmi::Error> {
        let shared: Vec<(String, Extern)> =
            self.first.exports(&self.store).map(|export| (export.name().to_owned(), export.into_extern())).collect();
        for (name, item) in shared {
            self.linker.define("premiere", &name, item).unwrap();
        }
        let module = Module::new(self.linker.engine(), rest).unwrap();
        self.linker.instantiate_and_start(&mut self.store, &module).map(|_| ())
    }

    fn answer(&mut self, to: i32) -> Result<i32, wasmi::Error> {
        let mut result = [Val::I32(0)];
        let answer = self.first.get_func(&self.store, "answer").unwrap();
        answer.call(&mut self.store, &[Val::I32(to)], &mut result)?;
        Ok(result[0].i32().unwrap())
    }
}

#[test]
fn wherever_the_cut_passes_the_answers_are_those_of_the_whole() {
    let whole = wat::parse_str(WHOLE).unwrap();
    let functions: Vec<usize> =
        Parsed::from_buffer(&whole).unwrap().funcs.iter_local().map(|(id, _)| id.index()).collect();
    let questions = [3, 8, 41, 44];
    let expected = questions.map(|to| Running::new(&whole).answer(to).unwrap());
    assert!(expected.iter().collect::<BTreeSet<_>>().len() == questions.len(), "{expected:?}");
    let (mut alone, mut trapped) = (0, 0);
    for subset in 0..1 << functions.len() {
        let kept =
            functions.iter().enumerate().filter(|(bit, _)| subset >> bit & 1 == 1).map(|(_, place)| *place).collect();
        let parts = cut(&whole, &references(), &kept).unwrap();
        for (to, expected) in questions.into_iter().zip(expected) {
            match Running::new(&parts.first).answer(to) {
                Ok(answer) => {
                    assert_eq!(answer, expected, "{kept:?}, {to}");
                    alone += 1;
                }
                Err(_) => trapped += 1,
            }
            let mut both = Running::new(&parts.first);
            both.add(&parts.rest).unwrap();
            assert_eq!(both.answer(to).unwrap(), expected, "{kept:?}, {to}");
        }
    }
    assert!(alone > 0 && trapped > 0, "{alone}, {trapped}");
}

#[test]
fn parts_of_two_cuts_do_not_go_together() {
    let whole = wat::parse_str(WHOLE).unwrap();
    let other = wat::parse_str(WHOLE.replace("\\09", "\\08")).unwrap();
    let [ours, theirs] = [&whole, &other].map(|module| cut(module, &references(), &BTreeSet::new()).unwrap());
    let mut running = Running::new(&ours.first);
    assert!(running.add(&theirs.rest).is_err());
    assert!(Running::new(&ours.first).add(&ours.rest).is_ok());
}

#[test]
fn a_constant_goes_with_what_reads_it() {
    let whole = wat::parse_str(WHOLE).unwrap();
    let module = Parsed::from_buffer(&whole).unwrap();
    let place = |name: &str| module.funcs.by_name(name).unwrap().index();
    let parts = cut(&whole, &references(), &BTreeSet::from([place("answer"), place("double")])).unwrap();
    let starts = |part: &[u8]| -> Vec<Vec<u8>> {
        Parsed::from_buffer(part).unwrap().data.iter().map(|data| data.value.clone()).collect()
    };
    assert_eq!(starts(&parts.first), [vec![0, 5]]);
    assert_eq!(starts(&parts.rest), [vec![7], vec![9]]);
}

#[test]
fn a_function_that_the_linker_did_not_know_stops_the_cut() {
    let whole = wat::parse_str(WHOLE).unwrap();
    let error = cut(&whole, &References::of(&[("seven", &[100])]), &BTreeSet::new()).err().unwrap();
    assert!(error.to_string().contains("did not know answer"), "{error}");
}
