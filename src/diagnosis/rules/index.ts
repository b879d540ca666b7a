/** Every rule, in the order of disambiguation: cheap and decisive ones first, causes before what they bring about. */
import type { Rule } from "../rule.ts";
import { augmentationRunsAway } from "./augmentation-runs-away.ts";
import { averageLagsBehind } from "./average-lags-behind.ts";
import { bothPlayersWin } from "./both-players-win.ts";
import { checkerboardPattern } from "./checkerboard-pattern.ts";
import { classesLackVariety } from "./classes-lack-variety.ts";
import { collapseBegins } from "./collapse-begins.ts";
import { criticChangesSides } from "./critic-changes-sides.ts";
import { criticDiverges } from "./critic-diverges.ts";
import { dataRangeMismatch } from "./data-range-mismatch.ts";
import { discriminatorBreaksAway } from "./discriminator-breaks-away.ts";
import { discriminatorLearnsNothing } from "./discriminator-learns-nothing.ts";
import { discriminatorLossVanishes } from "./discriminator-loss-vanishes.ts";
import { discriminatorMemorises } from "./discriminator-memorises.ts";
import { discriminatorOverpowers } from "./discriminator-overpowers.ts";
import { discriminatorStopsAnswering } from "./discriminator-stops-answering.ts";
import { discriminatorUsesShortcut } from "./discriminator-uses-shortcut.ts";
import { earlyLayersStarve } from "./early-layers-starve.ts";
import { generatedValuesFlyOff } from "./generated-values-fly-off.ts";
import { generatedValuesJump } from "./generated-values-jump.ts";
import { generatedValuesNarrow } from "./generated-values-narrow.ts";
import { generatorClimbsItsLoss } from "./generator-climbs-its-loss.ts";
import { generatorLossFallsSteadily } from "./generator-loss-falls-steadily.ts";
import { generatorLossHasWrongSign } from "./generator-loss-has-wrong-sign.ts";
import { generatorLossRisesOn } from "./generator-loss-rises-on.ts";
import { gradientsAreNoise } from "./gradients-are-noise.ts";
import { gradientsExplode } from "./gradients-explode.ts";
import { labelsAreIgnored } from "./labels-are-ignored.ts";
import { labelsAreNoise } from "./labels-are-noise.ts";
import { labelsAreSwapped } from "./labels-are-swapped.ts";
import { learningRateVanishes } from "./learning-rate-vanishes.ts";
import { learningRatesUnbalanced } from "./learning-rates-unbalanced.ts";
import { lossDiverges } from "./loss-diverges.ts";
import { lossScaleCollapses } from "./loss-scale-collapses.ts";
import { lossesOscillate } from "./losses-oscillate.ts";
import { lossesSayDiscriminatorWon } from "./losses-say-discriminator-won.ts";
import { lossesStandAtChance } from "./losses-stand-at-chance.ts";
import { lossesStandStill } from "./losses-stand-still.ts";
import { lossesSwing } from "./losses-swing.ts";
import { modesAreMissing } from "./modes-are-missing.ts";
import { noiseIsIgnored } from "./noise-is-ignored.ts";
import { nonFiniteValues } from "./non-finite-values.ts";
import { onePlayerStandsStill } from "./one-player-stands-still.ts";
import { outputsSwing } from "./outputs-swing.ts";
import { penaltyDominates } from "./penalty-dominates.ts";
import { pointsCoverLittle } from "./points-cover-little.ts";
import { pointsLeaveTheData } from "./points-leave-the-data.ts";
import { pointsLoseParts } from "./points-lose-parts.ts";
import { pointsWander } from "./points-wander.ts";
import { PREFLIGHT_RULES } from "./preflight-findings.ts";
import { qualityWorsens } from "./quality-worsens.ts";
import { samplesChase } from "./samples-chase.ts";
import { samplesCircle } from "./samples-circle.ts";
import { samplesCollapse } from "./samples-collapse.ts";
import { samplesRepeat } from "./samples-repeat.ts";
import { samplesStandStill } from "./samples-stand-still.ts";
import { stepsRing } from "./steps-ring.ts";
import { trainingDataCopied } from "./training-data-copied.ts";
import { trainingModeDiffers } from "./training-mode-differs.ts";
import { unitsDie } from "./units-die.ts";
import { weightsExplode } from "./weights-explode.ts";

export const RULES: readonly Rule[] = [
  ...PREFLIGHT_RULES,
  nonFiniteValues,
  lossScaleCollapses,
  learningRateVanishes,
  dataRangeMismatch,
  bothPlayersWin,
  labelsAreSwapped,
  generatorLossHasWrongSign,
  generatorClimbsItsLoss,
  onePlayerStandsStill,
  samplesStandStill,
  discriminatorStopsAnswering,
  lossesStandStill,
  generatorLossFallsSteadily,
  unitsDie,
  earlyLayersStarve,
  gradientsExplode,
  weightsExplode,
  lossDiverges,
  criticDiverges,
  penaltyDominates,
  learningRatesUnbalanced,
  discriminatorOverpowers,
  discriminatorLossVanishes,
  lossesSayDiscriminatorWon,
  discriminatorBreaksAway,
  generatorLossRisesOn,
  labelsAreNoise,
  discriminatorLearnsNothing,
  lossesStandAtChance,
  noiseIsIgnored,
  generatedValuesFlyOff,
  samplesCollapse,
  generatedValuesNarrow,
  pointsCoverLittle,
  samplesRepeat,
  labelsAreIgnored,
  modesAreMissing,
  pointsLoseParts,
  pointsLeaveTheData,
  classesLackVariety,
  discriminatorMemorises,
  augmentationRunsAway,
  samplesCircle,
  samplesChase,
  outputsSwing,
  generatedValuesJump,
  pointsWander,
  criticChangesSides,
  lossesOscillate,
  lossesSwing,
  stepsRing,
  trainingDataCopied,
  collapseBegins,
  qualityWorsens,
  discriminatorUsesShortcut,
  checkerboardPattern,
  trainingModeDiffers,
  gradientsAreNoise,
  averageLagsBehind,
];
