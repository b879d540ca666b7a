/** One step of Adam over one weight: both moments in place, the moved weight into memory of its own. */

/** Filled by ../fused-adam.ts in this order; each field takes four bytes. */
@unmanaged
class AdamStep {
  weight: usize;
  gradient: usize;
  mean: usize;
  variance: usize;
  target: usize;
  length: i32;
  rate: f32;
  epsilon: f32;
  meanDecay: f32;
  meanShare: f32;
  varianceDecay: f32;
  varianceShare: f32;
}

const FLOAT: usize = 4;
const VECTOR: usize = 16;

export function adam(step: AdamStep): void {
  const end = <usize>step.length * FLOAT;
  const vectorEnd = end & ~(VECTOR - 1);
  let at: usize = 0;
  for (; at < vectorEnd; at += VECTOR) moveVector(step, at);
  for (; at < end; at += FLOAT) moveScalar(step, at);
}

// @ts-ignore: decorator
@inline
function moveVector(step: AdamStep, at: usize): void {
  const gradient = v128.load(step.gradient + at);
  const mean = f32x4.add(
    f32x4.mul(f32x4.splat(step.meanDecay), v128.load(step.mean + at)),
    f32x4.mul(f32x4.splat(step.meanShare), gradient),
  );
  const variance = f32x4.add(
    f32x4.mul(f32x4.splat(step.varianceDecay), v128.load(step.variance + at)),
    f32x4.mul(f32x4.splat(step.varianceShare), f32x4.mul(gradient, gradient)),
  );
  v128.store(step.mean + at, mean);
  v128.store(step.variance + at, variance);
  const move = f32x4.div(
    f32x4.mul(f32x4.splat(step.rate), mean),
    f32x4.add(f32x4.sqrt(variance), f32x4.splat(step.epsilon)),
  );
  v128.store(step.target + at, f32x4.sub(v128.load(step.weight + at), move));
}

function moveScalar(step: AdamStep, at: usize): void {
  const gradient = load<f32>(step.gradient + at);
  const mean = step.meanDecay * load<f32>(step.mean + at) + step.meanShare * gradient;
  const variance =
    step.varianceDecay * load<f32>(step.variance + at) + step.varianceShare * (gradient * gradient);
  store<f32>(step.mean + at, mean);
  store<f32>(step.variance + at, variance);
  const move = (step.rate * mean) / (sqrt<f32>(variance) + step.epsilon);
  store<f32>(step.target + at, load<f32>(step.weight + at) - move);
}
