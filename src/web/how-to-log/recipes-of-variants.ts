/** The code that logs one thing beside itself: under other labels, in training mode, with averaged weights, a step later. */
import type { Recipe } from "./recipes.ts";

const LABELS: Recipe = {
  mentions: ["discriminator/label_margin"],
  code: {
    PyTorch: `with torch.no_grad():  # in eval(); other_labels: drawn anew, each another than its own
    margins = discriminator(real_bank, labels) - discriminator(real_bank, other_labels)
    writer.add_histogram("discriminator/label_margin", margins, step)
    for i, image in enumerate(generator(fixed_noise, other_fixed_labels)[:64]):
        writer.add_image(f"samples/other_labels/{i}", image, step)`,
    Keras: `margins = discriminator([real_bank, labels]) - discriminator([real_bank, other_labels])
tf.summary.histogram("discriminator/label_margin", margins, step)
images = generator([fixed_noise, other_fixed_labels], training=False)
tf.summary.image("samples/other_labels", images, step, max_outputs=64)`,
    "TensorFlow.js": `events.histogram("discriminator/label_margin", step, { lefts, rights, counts });
events.images("samples/other_labels", step, { width, height, encoded });`,
    "plain Python": `events.histogram("discriminator/label_margin", step, rows)  # [bins × 3]: left edge, right edge, count
log.log_samples(step, "other_labels", images, value_range=(-1, 1))`,
  },
};

const WEIGHTS: Recipe = {
  mentions: ["<player>/weights/<layer>"],
  code: {
    PyTorch: `for name, weight in <player>.named_parameters():
    writer.add_histogram(f"<player>/weights/{name}", weight, step)`,
    Keras: `for weight in <player>.trainable_variables:
    tf.summary.histogram(f"<player>/weights/{weight.path}", weight, step)`,
    "TensorFlow.js": `events.histogram(\`<player>/weights/\${name}\`, step, { lefts, rights, counts });`,
    "plain Python": `counts, edges = np.histogram(weight, bins=30)
rows = np.stack([edges[:-1], edges[1:], counts], axis=1)
events.histogram(f"<player>/weights/{name}", step, rows)`,
  },
};

const COSINES: Recipe = {
  mentions: ["<player>/gradient_cosine"],
  code: {
    PyTorch: `gradient = torch.cat([p.grad.flatten() for p in <player>.parameters()])  # of this step and the one before
cosine = torch.nn.functional.cosine_similarity(gradient, gradient_before, dim=0)
writer.add_scalar("<player>/gradient_cosine", cosine, step)`,
    Keras: `gradient = tf.concat([tf.reshape(one, [-1]) for one in gradients], 0)  # of this step and the one before
cosine = -tf.keras.losses.cosine_similarity(gradient, gradient_before)
tf.summary.scalar("<player>/gradient_cosine", cosine, step)`,
    "TensorFlow.js": `events.scalar("<player>/gradient_cosine", step, cosine); // of the gradients of this step and the one before`,
    "plain Python": `cosine = gradient @ before / (np.linalg.norm(gradient) * np.linalg.norm(before))
events.scalar("<player>/gradient_cosine", step, float(cosine))`,
  },
};

const VALUES: Recipe = {
  mentions: ["generated/x"],
  code: {
    PyTorch: `for side, samples in (("generated", generator(noise)), ("real", real_bank)):  # [samples × columns], some hundred
    for name, column in zip(("x", "y"), samples.T):
        writer.add_histogram(f"{side}/{name}", column, step)`,
    Keras: `for side, samples in (("generated", generator(noise)), ("real", real_bank)):  # [samples × columns], some hundred
    for name, column in zip(("x", "y"), tf.unstack(samples, axis=1)):
        tf.summary.histogram(f"{side}/{name}", column, step)`,
    "TensorFlow.js": `events.histogram(\`\${side}/\${name}\`, step, { lefts, rights, counts });`,
    "plain Python": `counts, edges = np.histogram(samples[:, column], bins=30)
rows = np.stack([edges[:-1], edges[1:], counts], axis=1)
events.histogram(f"{side}/{name}", step, rows)`,
  },
};

const PLOT = `figure, axes = plt.subplots()
axes.scatter(*real.T, s=4)
axes.scatter(*fake.T, s=4)  # from the same noise each time
axes.set(xlim=(-2, 2), ylim=(-2, 2))  # the same each time`;
const POINTS: Recipe = {
  mentions: ["a scatter plot a step"],
  code: {
    PyTorch: `${PLOT}
writer.add_figure("samples/scatter", figure, step)`,
    Keras: `${PLOT}
figure.canvas.draw()
tf.summary.image("samples/scatter", np.asarray(figure.canvas.buffer_rgba())[None, ..., :3], step)`,
    "TensorFlow.js": `events.images("samples/scatter", step, { width, height, encoded: [png] });`,
    "plain Python": `${PLOT}
figure.canvas.draw()
log.log_samples(step, "scatter", np.asarray(figure.canvas.buffer_rgba())[None, ..., :3])`,
  },
};

/** Pictures of the fixed noise by another generator than the usual. */
function picturesOf(kind: string, generator: { readonly torch: string; readonly keras: string }): Recipe {
  return {
    mentions: [`samples/${kind}`],
    code: {
      PyTorch: `for i, image in enumerate(${generator.torch}[:64]):  # scaled as samples/fixed_noise is
    writer.add_image(f"samples/${kind}/{i}", image, step)`,
      Keras: `tf.summary.image("samples/${kind}", ${generator.keras}, step, max_outputs=64)`,
      "TensorFlow.js": `events.images("samples/${kind}", step, { width, height, encoded });`,
      "plain Python": `log.log_samples(step, "${kind}", images, value_range=(-1, 1))`,
    },
  };
}

function scalarOf(tag: string, value: string): Recipe["code"] {
  return {
    PyTorch: `writer.add_scalar("${tag}", ${value}, step)`,
    Keras: `tf.summary.scalar("${tag}", ${value}, step)`,
    "TensorFlow.js": `events.scalar("${tag}", step, ${value});`,
    "plain Python": `events.scalar("${tag}", step, ${value})`,
  };
}

/** These name the usual samples, too: they stand before the recipes of those. */
export const OF_VARIANTS: readonly Recipe[] = [
  LABELS,
  VALUES,
  POINTS,
  WEIGHTS,
  COSINES,
  picturesOf("training_mode", {
    torch: "generator.train()(fixed_noise)",
    keras: "generator(fixed_noise, training=True)",
  }),
  picturesOf("average", {
    torch: "averaged_generator(fixed_noise)",
    keras: "averaged_generator(fixed_noise, training=False)",
  }),
  { mentions: ["fid_ema"], code: scalarOf("quality/fid_ema", "fid") },
  { mentions: ["quality/fid", "quality/kid"], code: scalarOf("quality/fid", "fid") },
  { mentions: ["generator/label_agreement"], code: scalarOf("generator/label_agreement", "share") },
];
