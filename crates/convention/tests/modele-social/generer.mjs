// Writes the grid that tests/modele_social.rs compares with, as the Urssaf's own model works it out.
//
//     npm ci && node generer.mjs > grille.json
//
// Each point: gross pay of a month in cents, working time as a fraction of full time, cost of a month in
// euros with six decimals. The model knows neither the branch nor its extras.
import Engine from 'publicodes'
import rules from 'modele-social'

const SMIC_CENTS = 186701.67
// [hours a week, numerator, denominator]
const TIMES = [[35, 1, 1], [17.5, 1, 2], [24, 24, 35], [35 / 3, 1, 3]]
// Pays at which something changes, in SMIC: the end of the reduction, the ceiling.
const STEPS = 44
const POINTS = [
  [200000, 0], [216000, 0], [230000, 0], [250000, 0], [100000, 1], [400500, 0], [400501, 0],
  // Exactly three SMIC: decimals decide whether the model still reduces.
  [560105, 0], [384072, 2],
]

const silent = { log() {}, warn() {}, error() {} }
const engine = new Engine(rules, { logger: silent })

function cost(cents, hours) {
  const situation = {
    date: '01/11/2026',
    'salarié . contrat . salaire brut': `${(cents / 100).toFixed(2)} €/mois`,
    'établissement . taux ATMP': '2.08%',
  }
  if (hours !== 35) {
    const part = 'salarié . contrat . temps de travail . temps partiel'
    situation[part] = 'oui'
    situation[`${part} . heures par semaine`] = `${hours} heures/semaine`
  }
  engine.setSituation(situation)
  const value = engine.evaluate({ valeur: 'salarié . coût total employeur', unité: '€/mois' }).nodeValue
  if (typeof value !== 'number') throw new Error(`no cost for ${cents} cents and ${hours} hours`)
  return value
}

const lines = []
const add = (cents, [hours, num, den]) => {
  lines.push(JSON.stringify({ brut_centimes: cents, num, den, cout: cost(cents, hours).toFixed(6) }))
}
for (const [cents, time] of POINTS) add(cents, TIMES[time])
for (const time of TIMES) {
  for (let step = 0; step <= STEPS; step += 1) {
    add(Math.ceil((SMIC_CENTS * time[1] * (20 + step)) / (20 * time[2])), time)
  }
}
console.log(`[\n${lines.join(',\n')}\n]`)
