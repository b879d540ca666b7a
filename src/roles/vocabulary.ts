/** What single words and fixed phrases of a tag stand for: the lexicon of the grammar, as tables. */

/** Every meaning, with the words that carry it wherever they stand. Context may change it (`reading.ts`). */
const WORDS_BY_CONCEPT = {
  generator: [
    "g gen gene gener generator generators generater netg gnet refiner",
    "generateur générateur generador generatore gerador генератор 生成器 생성자",
  ],
  /** CycleGAN's articles call the generators G and F. */
  secondGenerator: "f",
  discriminator: [
    "d dis disc discr discrim discriminator discriminators netd dnet critic critics adversary",
    "diskriminator discriminateur discriminador discriminatore дискриминатор 判别器 鉴别器 識別器 판별자",
    "gail airl amp", // adversarial imitation: the method's name stands for its discriminator
  ],
  /** One of a vocoder's many discriminators; beside a generator word it says against whom. */
  subDiscriminator: "mpd msd mrd mcd mbd msstftd cqtd vd wd",
  real: "real reals true pos positive expert demo gt groundtruth hr dataset",
  fake: "fake fakes generated neg negative agent policy synthetic synthesized synthesised synth refined refine replay sr learner forged",
  heldOut: "heldout holdout",
  loss: "loss losses err error errors cost costs objective verlust perte perdida pérdida perdita потери 损失 損失 손실",
  accuracy: "acc accuracy accuracies correct",
  output: [
    "logit logits score scores out outs output outputs pred preds prediction predictions",
    "p prob probs probability probabilities confidence confidences conf validity sigmoid realism realness decision decisions",
  ],
  sign: "sign signs",
  margin: "margin margins gap",
  difference: "delta",
  gradient: "grad grads gradient gradients gradnorm gradnorms gnorm gnorms",
  norm: "norm norms magnitude",
  learningRate: "lr lrs lrate learningrate",
  penalty: "penalty penalties pen",
  gradientPenalty: "gp gradientpenalty wgangp",
  inputGradientNorm: [],
  r1: "r1",
  r2: "r2",
  pathLength: "pl pathlength",
  regulariser:
    "reg regularization regularisation regularizer regulariser lecam epsilon drift anchor orthogonal",
  total: "total overall sum combined full all",
  adversarial:
    "adv advers adverse adversarial gan wgan lsgan hinge bce softplus nonsaturating saturated vanilla ragan relativistic aided wass",
  term: [
    "rec recon recons reconstruct reconstruction l1 l2 mse mae pix pixel pixelwise mel stft mrstft subband waveform",
    "wave spec spectral nll kl kld elbo vq codebook commit commitment quant quantizer quantization percep",
    "perceptual vgg lpips dists resnet style gram content cycle perc per res cyc idt identity id tv ssl clip clipsim nce",
    "contrastive infonce distill distillation hole pose landmark landmarks land dur duration sync ldl lf0 freq frequency fft fourier mag phase f0 pitch energy diversity ds",
    "consistency consist denoising diff diffusion mssim msspec ctc equivariance guidance warp sdf pair",
    "huber charbonnier latent embedding prior align alignment orth triplet ffl attribute reconstructed reconstructions",
  ],
  /** Its loss may be the reconstruction or everything. */
  autoencoder: "ae vae autoencoder",
  /** In a VAE-GAN it is the generator. */
  decoder: "decoder dec",
  classTask: [
    "ac cls clf class classification classifier aux auxiliary rotation label labels ce xent",
    "crossentropy semantic seg ss",
  ],
  featureMatching: "fm feat feats feature features featurematching",
  /** A speech model that judges: a term for the generator, a discriminator where a player is named. */
  speechModel: "slm",
  featureDistance: [],
  domain: "domain domains dann cdan adda trans",
  entropy: "entropy entropies",
  fooling: "fool fooled fooling fools cheat",
  spectralNorm: "sv sigma svs",
  augmentation: "augment augmentation augmentations aug ada aa",
  fid: "fid fids frechet fad fvd",
  kid: "kid",
  inceptionScore: "is inception incept",
  precision: "precision",
  recall: "recall",
  quality: [
    "psnr ssim density coverage pesq visqol stoi utmos sisnr sdr ppl perplexity bandwidth rms niqe brisque mmd",
  ],
  wasserstein: "wasserstein wdist emd",
  distance: "distance dist divergence",
  jensenShannon: "jsd",
  weighting: "weight weights factor lambda lambdas coef coefs coeff coeffs coefficient multiplier adaptive",
  ratio: "ratio ratios",
  setting: [
    "alpha gamma beta beta1 beta2 temperature slope logvar momentum hparam hparams hyperparameter hyperparameters",
    "config args",
  ],
  lossScaling: "scaler fp16",
  overflow: "overflow overflows",
  clock: [
    "time timing sec secs second seconds ms fps speed mem memory gpu cpu ram resources kimg tick ticks lod",
    "throughput elapsed eta progress",
  ],
  /** What a generator does before there is a game. */
  pretraining: "pretrain pretraining pretrained",
  robustness: "nat pgd fgsm robust robustness attack",
  reinforcement: ["reward rewards actor surrogate ppo rollout return returns episode advantage advantages"],
  updateRatio: [],
  deadUnits: "dead dormant",
  spread: "std stddev var variance min max minimum maximum deviation median proportion percentile quantile",
  best: "best lowest highest",
  validation: "val valid validation eval evaluate evaluation test dev",
  /** The generator's step sees the discriminator after its own: the second of PyTorch's two D(G(z)). */
  afterUpdate: "after post z2",
  letter: "a b ab ba a2b b2a ato bto x y z xy yx x2y y2x xto yto",
  /** Says which of several like it; the quantity stays what it is. */
  variant:
    "paired unpaired forward backward local global patch mask face eye left right temporal spatial period stage coarse fine ref",
  fixed: "fixed static constant",
  media: [
    "image images img imgs picture pictures sample samples grid grids vis visual visuals visualization visualizations",
    "photo photos audio audios wav wavs speech video videos frame frames slice",
  ],
  input: "input inputs source src condition cond original org orig target targets trg tgt",
  diagram:
    "attn attention heatmap sensitivity confusion saliency tsne umap pca matrix figure graph roc hist histogram histograms",
  /** Bookkeeping words that leave the meaning alone. */
  neutral: [
    "train training trainer step steps epoch epochs batch batches minibatch iter iters iteration iterations mean avg",
    "average raw data info log logs summary metrics metric stats stat scalars scalar monitor model models net nets",
    "network networks group groups current last the of on by criterion crit tot pix2pix pix2pixhd ema curve curves before",
    "running weighted unweighted scaled plot value values rgb vision main multi update scale noise random",
  ],
  index: [],
  unknown: [],
} as const satisfies Readonly<Record<string, string | readonly string[]>>;

export type Concept = keyof typeof WORDS_BY_CONCEPT;

/** Two words read as one before anything else is. */
const PHRASES: Readonly<Record<string, Concept>> = {
  "learning rate": "learningRate",
  "learning rates": "learningRate",
  "gradient penalty": "gradientPenalty",
  "grad penalty": "gradientPenalty",
  "gradient pen": "gradientPenalty",
  "grad pen": "gradientPenalty",
  "wgan gp": "gradientPenalty",
  "dragan penalty": "gradientPenalty",
  "lipschitz penalty": "gradientPenalty",
  "mixed norms": "inputGradientNorm",
  "path length": "pathLength",
  "path lengths": "pathLength",
  "path reg": "pathLength",
  "path regular": "pathLength",
  "path loss": "pathLength",
  "path penalty": "pathLength",
  "mean path": "pathLength",
  "held out": "heldOut",
  "adversarial network": "discriminator",
  "multi period": "variant",
  "multi res": "variant",
  "multi resolution": "variant",
  "multi scale": "variant",
  "ground truth": "real",
  "data images": "real",
  "data samples": "real",
  "training images": "real",
  "training samples": "real",
  "training data": "real",
  "y hat": "fake",
  "feature matching": "featureMatching",
  "feature match": "featureMatching",
  "feature loss": "featureMatching",
  "loss feature": "featureMatching",
  "feature distance": "featureDistance",
  "jensen shannon": "jensenShannon",
  "js divergence": "jensenShannon",
  "js div": "jensenShannon",
  "w dist": "wasserstein",
  "w distance": "wasserstein",
  "w dis": "wasserstein",
  "em distance": "wasserstein",
  "wass dist": "wasserstein",
  "wass distance": "wasserstein",
  "em dist": "wasserstein",
  "earth mover": "wasserstein",
  "global step": "clock",
  "global steps": "clock",
  "per step": "neutral",
  "per iter": "neutral",
  "per iteration": "neutral",
  "per batch": "neutral",
  "per epoch": "neutral",
  "inception score": "inceptionScore",
  "is score": "inceptionScore",
  "score delta": "margin",
  "grad norm": "gradient",
  "grad norms": "gradient",
  "gradient norm": "gradient",
  "gradient norms": "gradient",
  "total norm": "gradient",
  "update ratio": "updateRatio",
  "update ratios": "updateRatio",
  "dead units": "deadUnits",
  "dead neurons": "deadUnits",
  "value function": "reinforcement",
  "value loss": "reinforcement",
  "policy loss": "reinforcement",
  "policy gradient": "reinforcement",
  "loss rl": "reinforcement",
  "loss cm": "term",
  "loss dm": "term",
  "spectral norm": "spectralNorm",
  "spectral norms": "spectralNorm",
  "singular value": "spectralNorm",
  "singular values": "spectralNorm",
  "reward weight": "reinforcement",
  "loss scale": "lossScaling",
  "grad scale": "lossScaling",
  "loss scaling": "lossScaling",
  "logit loss": "regulariser",
  "cross entropy": "classTask",
  "clean acc": "robustness",
  "clean accuracy": "robustness",
  "acc clean": "robustness",
  "clean top": "robustness",
  "info loss": "classTask",
  "loss info": "classTask",
  "reconstruction loss": "term",
  "p loss": "term",
  "auto encoder": "autoencoder",
  "q disc": "term",
  "q cont": "term",
};

const MEANINGS = new Map<string, Concept>();
for (const [concept, words] of Object.entries(WORDS_BY_CONCEPT)) {
  for (const word of [words].flat().join(" ").split(" ")) {
    // `Object.entries` forgets the key type; the table's keys are the concepts by definition.
    if (word !== "") MEANINGS.set(word, concept as Concept);
  }
}

export function meaningOfWord(word: string): Concept | undefined {
  return MEANINGS.get(word);
}

/** By first word and then second, so that most pairs cost one look and no string. */
const PHRASES_BY_FIRST_WORD = new Map<string, Map<string, Concept>>();
for (const [phrase, concept] of Object.entries(PHRASES)) {
  const [first = "", second = ""] = phrase.split(" ");
  const bySecond = PHRASES_BY_FIRST_WORD.get(first) ?? new Map<string, Concept>();
  PHRASES_BY_FIRST_WORD.set(first, bySecond.set(second, concept));
}

export function meaningOfPhrase(first: string, second: string): Concept | undefined {
  return PHRASES_BY_FIRST_WORD.get(first)?.get(second);
}
