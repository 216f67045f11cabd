package exportmatrix.ingest;

import exportmatrix.ingest.Settlement.Settled;
import exportmatrix.model.Exchange;
import exportmatrix.model.Observation;
import exportmatrix.model.Packing;
import exportmatrix.model.Packing.Unpacking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;

/**
 * Settles statements once for two readers: the warehouse, which keeps the observations, and the
 * driver, which must know of all files before one may enter.
 *
 * <p>Grain: a task's statements in; out, an observation per key and edition that is kept, and at
 * the end the task's digest. One shuffle carries both: its partition 0 has the digests, the others
 * have the observations, year by year.
 */
final class Verdicts implements Iterator<Serializable> {

  private static final Exchange.Form<Serializable> FORM = new Packed();

  private final Digest digest = new Digest();
  private final Iterator<List<Settled>> keys;
  private final Settlement.Observations observations;
  private boolean ended;
  private Serializable next;

  private Verdicts(Iterator<Parsed> parsed, Settlement.Observations observations) {
    this.keys = Settlement.settled(parsed, digest::add);
    this.observations = observations;
  }

  /** A digest on its way: who reads observations does not unpack it. */
  private static final class PackedDigest implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    PackedDigest(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  /**
   * @param parsed all that has the same {@link Parsed#place} in one partition
   */
  static JavaRDD<Serializable> of(JavaRDD<Parsed> parsed, Settlement.Observations observations) {
    int years = Exchange.tasks(parsed, 1);
    return Exchange.deal(
        parsed.mapPartitions(all -> new Verdicts(all, observations)),
        FORM,
        verdict ->
            verdict instanceof Observation one
                ? 1 + Exchange.spread(Observation.BY_YEAR.of(one), years)
                : 0,
        1 + years);
  }

  /** The digest of all. */
  static Digest digest(JavaRDD<Serializable> verdicts) {
    Digest all = new Digest();
    for (Serializable one : verdicts.collectPartitions(new int[] {0})[0]) {
      all.add(unpacked((PackedDigest) one));
    }
    return all;
  }

  /** The observations, together as {@link Observation#BY_YEAR}. */
  static JavaRDD<Observation> observations(JavaRDD<Serializable> verdicts) {
    return verdicts.filter(Observation.class::isInstance).map(Observation.class::cast);
  }

  @Override
  public boolean hasNext() {
    while (next == null && keys.hasNext()) {
      List<Settled> ofKey = keys.next();
      ofKey.forEach(digest::add);
      next = observations.of(ofKey);
    }
    if (next == null && !ended) {
      ended = true;
      next = packed(digest);
    }
    return next != null;
  }

  @Override
  public Serializable next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Serializable verdict = next;
    next = null;
    return verdict;
  }

  private static PackedDigest packed(Digest digest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PackedDigest(bytes.toByteArray());
  }

  private static Digest unpacked(PackedDigest packed) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(packed.bytes))) {
      return (Digest) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Packed implements Exchange.Form<Serializable> {

    private static final long serialVersionUID = 1L;

    @Override
    public void write(Serializable verdict, Packing to) {
      if (verdict instanceof Observation observation) {
        to.octet(1);
        Observation.FORM.write(observation, to);
      } else if (verdict instanceof PackedDigest digest) {
        to.octet(0);
        to.octets(digest.bytes);
      }
    }

    @Override
    public Serializable read(Unpacking from) {
      return from.octet() == 1 ? Observation.FORM.read(from) : new PackedDigest(from.octets());
    }
  }
}
