/** The code that logs each measurement the diagnosis asks for, by framework: the one place it is taken from. */
import { OF_VARIANTS } from "./recipes-of-variants.ts";

export const FRAMEWORKS = ["PyTorch", "Keras", "TensorFlow.js", "plain Python"] as const;
export type Framework = (typeof FRAMEWORKS)[number];

export interface Recipe {
  /** Found in what a rule asks to log; `<player>` stands for either player. */
  readonly mentions: readonly string[];
  readonly code: Readonly<Record<Framework, string>>;
}

/** The whole instrument, where a line of one's own would be many. */
const WATCH: Recipe["code"] = {
  PyTorch: `from nashboard.torch import watch

watched = watch(generator, discriminator, generator_optimizer, discriminator_optimizer,
                log_dir="runs/my-gan", real_samples=real_bank, held_out_samples=held_out_bank)
watched.step(generator_loss=g_loss, discriminator_loss=d_loss)  # after each training step`,
  Keras: `from nashboard.keras import Watch

watched = Watch(generator, discriminator, generator_optimizer, discriminator_optimizer,
                log_dir="runs/my-gan", real_samples=real_bank, held_out_samples=held_out_bank)
watched.step(generator_loss=g_loss, discriminator_loss=d_loss)  # after each training step`,
  "TensorFlow.js": `import { openNodeLog, watchGame } from "nashboard/sdk";

const watch = watchGame({ tf, generator, discriminator, generatorOptimizer, discriminatorOptimizer,
  real, heldOut, drawNoise, generatorLoss, log: openNodeLog({ directory: "runs/my-gan" }) });
watch.endStep({ generatorLoss: gLoss, discriminatorLoss: dLoss });`,
  "plain Python": "",
};

interface ScalarValues {
  readonly torch: string;
  readonly keras: string;
  readonly js: string;
  readonly python: string;
}

function scalar(tag: string, { torch, keras, js, python }: ScalarValues): Recipe["code"] {
  return {
    PyTorch: `writer.add_scalar("${tag}", ${torch}, step)`,
    Keras: `tf.summary.scalar("${tag}", ${keras}, step)`,
    "TensorFlow.js": `events.scalar("${tag}", step, ${js});`,
    "plain Python": `events.scalar("${tag}", step, ${python})`,
  };
}

/** A number that the loop has at hand under one name in every language. */
function sameScalar(tag: string, value: string): Recipe["code"] {
  return scalar(tag, { torch: value, keras: value, js: value, python: value });
}

const LAYERS: Recipe = {
  mentions: ["<player>/gradient_norm/<layer>", "<player>/gradients/<layer>"],
  code: {
    PyTorch: `for name, parameter in <player>.named_parameters():  # after backward(), before any clipping
    writer.add_scalar(f"<player>/gradient_norm/{name}", parameter.grad.norm(), step)`,
    Keras: `for variable, gradient in zip(<player>.trainable_variables, gradients):  # before any clipping
    tf.summary.scalar(f"<player>/gradient_norm/{variable.path}", tf.norm(gradient), step)`,
    "TensorFlow.js": `for (const [name, gradient] of Object.entries(gradients)) { // before any clipping
  events.scalar(\`<player>/gradient_norm/\${name}\`, step, gradient.norm().dataSync()[0]);
}`,
    "plain Python": `for name, gradient in gradients.items():  # before any clipping
    events.scalar(f"<player>/gradient_norm/{name}", step, float(np.linalg.norm(gradient)))`,
  },
};

const UPDATES: Recipe = {
  mentions: ["<player>/update_ratio/<layer>"],
  code: {
    ...WATCH,
    PyTorch: `before = [parameter.detach().clone() for parameter in <player>.parameters()]
<player>_optimizer.step()
for (name, parameter), old in zip(<player>.named_parameters(), before):
    writer.add_scalar(f"<player>/update_ratio/{name}", (parameter - old).norm() / old.norm(), step)`,
    "plain Python": `events.scalar(f"<player>/update_ratio/{name}", step, norm(new - old) / norm(old))  # of each layer's weights`,
  },
};

const DEAD_UNITS: Recipe = {
  mentions: ["<player>/dead_units/<layer>"],
  code: {
    ...WATCH,
    "plain Python": `dead = (activations <= 0).reshape(len(activations), -1).all(axis=0).mean()  # [samples × units]
log.log_dead_units(step, "<player>", layer, float(dead))`,
  },
};

const SPECTRAL: Recipe = {
  mentions: ["<player>/spectral_norm/<layer>"],
  code: {
    PyTorch: `for name, weight in <player>.named_parameters():
    if weight.dim() > 1:
        largest = torch.linalg.matrix_norm(weight.flatten(1), ord=2)
        writer.add_scalar(f"<player>/spectral_norm/{name}", largest, step)`,
    Keras: `for weight in <player>.trainable_variables:
    if len(weight.shape) > 1:
        largest = tf.linalg.svd(tf.reshape(weight, (-1, weight.shape[-1])), compute_uv=False)[0]
        tf.summary.scalar(f"<player>/spectral_norm/{weight.path}", largest, step)`,
    "TensorFlow.js": `events.scalar(\`<player>/spectral_norm/\${name}\`, step, largestSingularValue);`,
    "plain Python": `largest = np.linalg.norm(weight.reshape(-1, weight.shape[-1]), 2)
events.scalar(f"<player>/spectral_norm/{name}", step, float(largest))`,
  },
};

const HELD_OUT: Recipe = {
  mentions: ["discriminator/logits/held_out"],
  code: {
    PyTorch: `with torch.no_grad():  # real samples that are never trained on
    writer.add_histogram("discriminator/logits/held_out", discriminator(held_out_bank), step)`,
    Keras: `logits = discriminator(held_out_bank, training=False)  # real samples that are never trained on
tf.summary.histogram("discriminator/logits/held_out", logits, step)`,
    "TensorFlow.js": "log.logits(step, { real: realLogits, fake: fakeLogits, heldOut: heldOutLogits });",
    "plain Python": "log.log_logits(step, real=real_logits, fake=fake_logits, held_out=held_out_logits)",
  },
};

const LOGITS: Recipe = {
  mentions: ["discriminator/logits/"],
  code: {
    PyTorch: `with torch.no_grad():  # logits, not probabilities, of a few hundred samples
    writer.add_histogram("discriminator/logits/real", discriminator(real_bank), step)
    writer.add_histogram("discriminator/logits/fake", discriminator(generator(fixed_noise)), step)`,
    Keras: `real, fake = real_bank, generator(fixed_noise, training=False)  # logits, not probabilities
tf.summary.histogram("discriminator/logits/real", discriminator(real, training=False), step)
tf.summary.histogram("discriminator/logits/fake", discriminator(fake, training=False), step)`,
    "TensorFlow.js": "log.logits(step, { real: realLogits, fake: fakeLogits }); // arrays of numbers",
    "plain Python": "log.log_logits(step, real=real_logits, fake=fake_logits)  # arrays of numbers",
  },
};

const SAMPLES: Recipe = {
  mentions: ["samples/fixed_noise", "samples/real", "images a step"],
  code: {
    PyTorch: `for kind, images in (("fixed_noise", generator(fixed_noise)), ("real", real_bank)):
    for i, image in enumerate(images[:64]):  # each scaled to [0, 1]; every 100 to 500 steps
        writer.add_image(f"samples/{kind}/{i}", image, step)`,
    Keras: `images = generator(fixed_noise, training=False)  # scaled to [0, 1]; every 100 to 500 steps
tf.summary.image("samples/fixed_noise", images, step, max_outputs=64)
tf.summary.image("samples/real", real_bank, step, max_outputs=64)`,
    "TensorFlow.js": `log.samples(step, "fixed_noise", { width, height, channels, count: 64, pixels });
log.samples(step, "real", { width, height, channels, count: 64, pixels: realPixels });`,
    "plain Python": `log.log_samples(step, "fixed_noise", images, value_range=(-1, 1))  # 64 or more
log.log_samples(step, "real", real_bank, value_range=(-1, 1))`,
  },
};

const FEATURES: Recipe = {
  mentions: ["features/<encoder>/"],
  code: {
    PyTorch: `from nashboard import EventLog, GameLog  # tensors [samples × features], which SummaryWriter cannot write

log = GameLog(EventLog("runs/my-gan"))
log.log_features(step, "inception", real=encoder(real_bank).cpu(), fake=encoder(fake_bank).cpu())`,
    Keras: `from nashboard import EventLog, GameLog

log = GameLog(EventLog("runs/my-gan"))
log.log_features(step, "inception", real=encoder(real_bank), fake=encoder(fake_bank))`,
    "TensorFlow.js": `events.tensor("features/inception/real", step, { shape, values: realFeatures }, { plugin: "nashboard" });
events.tensor("features/inception/fake", step, { shape, values: fakeFeatures }, { plugin: "nashboard" });`,
    "plain Python": `log.log_features(step, "inception", real=real_features, fake=fake_features)  # an encoder that is not trained`,
  },
};

const ACCURACIES: Recipe = {
  mentions: ["discriminator/accuracy/"],
  code: {
    PyTorch: `writer.add_scalar("discriminator/accuracy/real", (real_logits > 0).float().mean(), step)
writer.add_scalar("discriminator/accuracy/fake", (fake_logits < 0).float().mean(), step)`,
    Keras: `tf.summary.scalar("discriminator/accuracy/real", tf.reduce_mean(tf.cast(real_logits > 0, tf.float32)), step)
tf.summary.scalar("discriminator/accuracy/fake", tf.reduce_mean(tf.cast(fake_logits < 0, tf.float32)), step)`,
    "TensorFlow.js": "log.accuracy(step, { real: shareOfRealAbove0, fake: shareOfFakeBelow0 });",
    "plain Python": "log.log_accuracy(step, real=(real_logits > 0).mean(), fake=(fake_logits < 0).mean())",
  },
};

/** Of several that a text mentions the first is meant: the more particular stand before. */
export const RECIPES: readonly Recipe[] = [
  ...OF_VARIANTS,
  LAYERS,
  UPDATES,
  DEAD_UNITS,
  SPECTRAL,
  HELD_OUT,
  LOGITS,
  SAMPLES,
  FEATURES,
  ACCURACIES,
  {
    mentions: ["generator/signal_at_samples"],
    code: {
      ...WATCH,
      PyTorch: `fake = generator(fixed_noise).detach().requires_grad_()
gradient, = torch.autograd.grad(generator_loss_of(discriminator(fake)), fake)
writer.add_scalar("generator/signal_at_samples", gradient.flatten(1).norm(dim=1).mean(), step)`,
      "plain Python":
        "log.log_signal_at_samples(step, signal)  # mean norm of the loss's gradient at each sample",
    },
  },
  {
    mentions: ["<player>/gradient_norm"],
    code: {
      PyTorch: `norms = [p.grad.norm() for p in <player>.parameters()]  # after backward(), before any clipping
writer.add_scalar("<player>/gradient_norm", torch.stack(norms).norm(), step)`,
      Keras: `tf.summary.scalar("<player>/gradient_norm", tf.linalg.global_norm(gradients), step)  # before any clipping`,
      "TensorFlow.js": `events.scalar("<player>/gradient_norm", step, gradientNorm); // before any clipping`,
      "plain Python": `events.scalar("<player>/gradient_norm", step, gradient_norm)  # before any clipping`,
    },
  },
  {
    mentions: ["discriminator/loss/real", "discriminator/loss/fake"],
    code: {
      PyTorch: `writer.add_scalar("discriminator/loss/real", loss_on_real, step)
writer.add_scalar("discriminator/loss/fake", loss_on_fake, step)`,
      Keras: `tf.summary.scalar("discriminator/loss/real", loss_on_real, step)
tf.summary.scalar("discriminator/loss/fake", loss_on_fake, step)`,
      "TensorFlow.js": `events.scalar("discriminator/loss/real", step, lossOnReal);
events.scalar("discriminator/loss/fake", step, lossOnFake);`,
      "plain Python": `events.scalar("discriminator/loss/real", step, loss_on_real)
events.scalar("discriminator/loss/fake", step, loss_on_fake)`,
    },
  },
  { mentions: ["<player>/loss"], code: sameScalar("<player>/loss", "loss") },
  { mentions: ["the gradient penalty"], code: sameScalar("discriminator/gradient_penalty", "penalty") },
  {
    mentions: ["input-gradient norm at interpolates"],
    code: sameScalar("gradient_penalty/mixed_norms", "norm"),
  },
  { mentions: ["the R1 penalty"], code: sameScalar("penalty/r1", "penalty") },
  {
    mentions: ["the <player>'s learning rate"],
    code: scalar("<player>/learning_rate", {
      torch: `<player>_optimizer.param_groups[0]["lr"]`,
      keras: "<player>_optimizer.learning_rate",
      js: "learningRate",
      python: "learning_rate",
    }),
  },
  { mentions: ["augmentation/probability"], code: sameScalar("augmentation/probability", "probability") },
  {
    mentions: ["mixed_precision/scale"],
    code: scalar("mixed_precision/scale", {
      torch: "scaler.get_scale()",
      keras: "optimizer.dynamic_scale",
      js: "scale",
      python: "scale",
    }),
  },
];
