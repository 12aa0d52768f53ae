// Times a strategy that asks a model, beside the model alone. Prints both medians, in milliseconds.
import type { Classifier, Matrix } from '@tidemark/core-market';
import { featureSet, simpleReturn } from '@tidemark/modeling-features';
import { mlStrategy } from '@tidemark/strategy';
import { engineBars } from '../engine-bars.ts';
import { interleaved } from '../measure.ts';

const TREES = 100;
const DEPTH = 6;

const bars = engineBars(Number(process.argv[2]));
const features = featureSet([1, 2, 3, 5, 8, 13, 21, 34].map((period) => simpleReturn(period)));

/** Stands for a forest: as many steps from node to node, each on one feature. */
function predictProba({ rows, columns, data }: Matrix): Float64Array {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let leaves = 0;
    for (let tree = 0; tree < TREES; tree++) {
      let node = tree;
      for (let depth = 0; depth < DEPTH; depth++) {
        node = (2 * node + (data[i * columns + (node % columns)]! > 0 ? 1 : 0)) & 127;
      }
      leaves += node;
    }
    out[i] = leaves / (127 * TREES);
  }
  return out;
}

const asks = predictProba as Classifier['predictProba'];
const model: Classifier = { name: 'forest', features: features.names, predictProba: asks, predict: asks };
const strategy = mlStrategy({ model, pipeline: features.pipeline() })();
const rows = features.over(bars);
const ms = await interleaved(
  { probabilities: () => model.predictProba(rows), strategy: () => strategy.over(bars) },
  { runs: 9, warmups: 2 },
);
console.log(JSON.stringify(ms));
