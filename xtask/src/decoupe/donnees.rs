//! The constants of a part.

use walrus::ir::Value;
use walrus::{ConstExpr, DataKind, Module};

use super::Done;

/// Keeps some segments of data, those that were neighbours as one.
pub(super) fn keep(module: &mut Module, kept: impl Fn(u32) -> bool) -> Done<()> {
    let memory = module.get_memory_id()?;
    let mut written: Vec<(u32, Vec<u8>)> = Vec::new();
    let mut follows = false;
    let all: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in all {
        let data = module.data.get_mut(id);
        let DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } = data.kind else {
            return Err("a segment that is written later".into());
        };
        let (start, value) = (start.cast_unsigned(), std::mem::take(&mut data.value));
        module.data.delete(id);
        if !kept(start) {
            follows = false;
            continue;
        }
        match written.last_mut() {
            // Between neighbours stands what aligns the second: zeros.
            Some((first, bytes)) if follows => {
                bytes.resize((start - *first) as usize, 0);
                bytes.extend(value);
            }
            _ => written.push((start, value)),
        }
        follows = true;
    }
    module.memories.get_mut(memory).data_segments.clear();
    for (start, bytes) in written {
        let offset = ConstExpr::Value(Value::I32(start.cast_signed()));
        let id = module.data.add(DataKind::Active { memory, offset }, bytes);
        module.memories.get_mut(memory).data_segments.insert(id);
    }
    Ok(())
}
