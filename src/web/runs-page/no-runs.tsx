/** What to do when there is nothing yet: where the board looks, and how to log something there. */

interface NoRunsProps {
  readonly logDirectories: readonly string[];
  readonly isLoading: boolean;
}

const PYTORCH_EXAMPLE = `from torch.utils.tensorboard import SummaryWriter
log = SummaryWriter("runs/first")
log.add_scalar("generator/loss", loss_g.item(), step)
log.add_scalar("discriminator/loss", loss_d.item(), step)`;

const TENSORFLOW_EXAMPLE = `log = tf.summary.create_file_writer("runs/first")
with log.as_default():
    tf.summary.scalar("generator/loss", loss_g, step)
    tf.summary.scalar("discriminator/loss", loss_d, step)`;

export function NoRuns({ logDirectories, isLoading }: NoRunsProps) {
  if (isLoading)
    return <p className="quiet-line">Reading the log directory… runs appear as they are found.</p>;
  return (
    <section className="no-runs" aria-labelledby="no-runs-title">
      <h2 id="no-runs-title">No event files yet</h2>
      <p>
        There are no event files under{" "}
        {logDirectories.map((directory, i) => (
          <span key={directory}>
            {i > 0 && ", "}
            <code>{directory}</code>
          </span>
        ))}
        . Nashboard is watching: as soon as a training script writes one, its run appears here.
      </p>
      <h3>Log from PyTorch</h3>
      <pre>{PYTORCH_EXAMPLE}</pre>
      <h3>Log from TensorFlow or Keras</h3>
      <pre>{TENSORFLOW_EXAMPLE}</pre>
      <h3>Nothing to train yet?</h3>
      <p>
        <code>nashboard demo</code> trains a small GAN on MNIST digits and opens the board on it.
      </p>
      <h3>Logging already, but elsewhere?</h3>
      <p>
        Start it on the directory that holds the files whose names contain <code>tfevents</code>:{" "}
        <code>nashboard path/to/logs</code>.
      </p>
    </section>
  );
}
