/** The code that has a game checked before its first step. */
import type { Recipe } from "./recipes.ts";

const OF_WATCHED = `watched.preflight(generator_loss=lambda: g_loss_of(next_noise()),  # before the first step
                  discriminator_loss=lambda: d_loss_of(batch, next_noise()))`;

export const PREFLIGHT: Recipe = {
  mentions: ["what preflight finds"],
  code: {
    PyTorch: `from nashboard.torch import watch

watched = watch(generator, discriminator, generator_optimizer, discriminator_optimizer,
                log_dir="runs/my-gan", real_samples=real_bank)
${OF_WATCHED}`,
    Keras: `from nashboard.keras import Watch

watched = Watch(generator, discriminator, generator_optimizer, discriminator_optimizer,
                log_dir="runs/my-gan", real_samples=real_bank)
${OF_WATCHED}`,
    "TensorFlow.js": `import { preflight } from "nashboard/sdk";

await preflight({ tf, generator, discriminator, generatorOptimizer, discriminatorOptimizer,
  real, drawNoise, generatorLoss, discriminatorLoss, updates, log: events }); // before the first step`,
    "plain Python": `from nashboard.preflight import check_range, check_scale, report_concerns

report_concerns(events, 0, check_scale(real_bank) or check_range(real_bank, (-1, 1)))  # what the generator reaches`,
  },
};
