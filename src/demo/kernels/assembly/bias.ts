/** What a dense layer does after its product: adds the bias to every row and, for ReLU, cuts at zero. */
import { FLOAT } from "./pack";

const VECTOR_LENGTH: i32 = 4;

/** `values` [rows × columns] in place. A NaN stays a NaN, so that a diverged network shows. */
export function addBias(values: usize, bias: usize, rows: i32, columns: i32, cutAtZero: bool): void {
  const zero = f32x4.splat(0);
  for (let row = 0; row < rows; row++) {
    let column = 0;
    for (; column + VECTOR_LENGTH <= columns; column += VECTOR_LENGTH) {
      const sum = f32x4.add(v128.load(values), v128.load(bias + <usize>column * FLOAT));
      v128.store(values, cutAtZero ? f32x4.max(sum, zero) : sum);
      values += <usize>VECTOR_LENGTH * FLOAT;
    }
    for (; column < columns; column++) {
      const sum = load<f32>(values) + load<f32>(bias + <usize>column * FLOAT);
      store<f32>(values, cutAtZero ? max<f32>(sum, 0) : sum);
      values += FLOAT;
    }
  }
}
