//! What depends on how a text is read, and the fact that would help most.

use super::Page;
use crate::Vue;

pub(crate) fn write(vue: &Vue<'_>, page: &mut Page) {
    let incertitudes = vue.incertitudes();
    let precision = vue.precision();
    if incertitudes.is_empty() && precision.is_none() {
        return;
    }
    page.titre("incertain", "Ce qui est incertain");
    if !incertitudes.is_empty() {
        page.paragraphe("Points que les textes laissent ouverts, et ce qu'une autre lecture changerait.");
    }
    for incertitude in incertitudes {
        incertitude.ecrire(page);
    }
    if let Some(precision) = precision {
        page.paragraphe(&precision);
    }
}
