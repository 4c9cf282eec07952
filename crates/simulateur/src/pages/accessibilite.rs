//! What the page does for those who do not use it with eyes and a mouse, and what it does not know.

use maud::{Markup, html};

pub(super) fn ecrire() -> Markup {
    html! {
        p {
            "Cette page est faite pour être utilisée au clavier, avec un lecteur d'écran, agrandie, en contraste élevé, \
             sur un petit écran, sans JavaScript là où un serveur la sert, et sur papier."
        }
        h2 { "Ce qui est vérifié à chaque version" }
        ul {
            li { "Le parcours entier au clavier seul, de la première question à l'explication d'un chiffre." }
            li { "Toutes les règles d'axe-core (WCAG 2.2, niveaux A et AA, contrastes compris), sur chaque page et dans \
                  chaque état\u{a0}: formulaire vide, réponses à corriger, résultat, explication ouverte." }
            li { "L'affichage à 320 pixels de large et agrandi à 400\u{a0}%, sans défilement horizontal." }
            li { "L'arbre lu par un lecteur d'écran, relu à chaque changement." }
        }
        h2 { "Ce qui ne l'est pas" }
        p {
            "Aucun organisme extérieur n'a audité cette page selon le RGAA\u{a0}: son état de conformité n'est pas établi. \
             Les essais sont automatiques et faits avec Chromium\u{a0}; d'autres navigateurs et lecteurs d'écran peuvent \
             se comporter autrement."
        }
        h2 { "Choix qui vous concernent" }
        ul {
            li { "Le graphique est suivi du tableau des mêmes chiffres." }
            li { "Aucune information n'est donnée par la couleur seule." }
            li { "Une erreur est dite à côté de la question, reprise en tête de page avec un lien, et annoncée\u{a0}; ce \
                  que vous avez écrit reste." }
            li { "La réponse se met à jour pendant que vous écrivez, sans déplacer le curseur\u{a0}; une phrase l'annonce \
                  une fois que vous vous arrêtez." }
            li { "Aucune limite de temps, aucune animation imposée." }
        }
        h2 { "Un obstacle ?" }
        p {
            "Signalez-le à qui publie cette page\u{a0}: son adresse est celle du site où vous l'avez trouvée. Si la réponse \
             ne vient pas, le Défenseur des droits peut être saisi."
        }
    }
}
