package exportmatrix.model;

import exportmatrix.model.Packing.Unpacking;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * Records as packed blocks instead of one by one, in which nothing is sorted, compiled or turned
 * into Spark's rows: brought together where they belong together, in no order, or held to be read
 * again.
 */
public final class Exchange {

  /** Bytes that a task holds for one place before it sends them. */
  private static final int BLOCK = 128 << 10;

  private static final int TASKS_PER_PROCESSOR = 4;

  private Exchange() {}

  /** How one kind of record is packed. */
  public interface Form<T> extends Serializable {

    void write(T record, Packing to);

    T read(Unpacking from);
  }

  /** A number that is equal for records that belong together, in every process. */
  public interface Place<T> extends Serializable {

    int of(T record);
  }

  /**
   * Among how many tasks records are shared: among few where there is little to do, and what a task
   * holds is bounded, however many there are.
   *
   * @param size of all records, in any unit
   * @param worth size that is worth a task of its own
   * @param most size that a task may hold
   */
  public static int tasks(JavaSparkContext spark, long size, long worth, long most) {
    int configured = spark.getConf().getInt("spark.sql.shuffle.partitions", 8);
    return Math.toIntExact(Math.max(Math.min(configured, 1 + size / worth), size / most));
  }

  /**
   * Among how many tasks pieces of work are shared that are done one after the other: so many that
   * no processor waits long for the others.
   */
  public static int tasks(JavaSparkContext spark, int pieces) {
    return Math.max(1, Math.min(pieces, spark.defaultParallelism() * TASKS_PER_PROCESSOR));
  }

  /**
   * @param partitions more than one, where the records of all places together may not fit one task
   */
  public static <T> JavaRDD<T> bring(
      JavaRDD<T> records, Form<T> form, Place<T> place, int partitions) {
    return deal(records, form, record -> spread(place.of(record), partitions), partitions);
  }

  /**
   * The same to partitions that are known by number.
   *
   * @param partition the number of a record's partition, from 0
   */
  public static <T> JavaRDD<T> deal(
      JavaRDD<T> records, Form<T> form, Place<T> partition, int partitions) {
    JavaRDD<Block> blocks =
        Pass.over(records.rdd(), all -> new Blocks<>(all, form, partition, partitions));
    return Pass.over(
        new Shuffle<>(Block::partition, partitions, BlockWire::new).of(blocks).rdd(),
        all -> new Records<>(new Mapped<>(all, Block::bytes), form));
  }

  /**
   * Records in order within their partitions, which are known by number; Spark spills what does not
   * fit.
   */
  public static <T, O extends Comparator<T> & Serializable> JavaRDD<T> sort(
      JavaRDD<T> records, Wire.Maker<T> wires, Place<T> partition, int partitions, O order) {
    return new Shuffle<>(partition, partitions, wires).sorted(records, order);
  }

  /** A wire on which records go one by one, as a form packs them. */
  public static <T> Wire.Maker<T> oneByOne(Form<T> form) {
    return () -> new FormWire<>(form);
  }

  /** Records that are made once and read several times; packed, on disk where memory is short. */
  public static final class Held<T> {

    private final JavaRDD<byte[]> blocks;
    private final Form<T> form;

    private Held(JavaRDD<byte[]> blocks, Form<T> form) {
      this.blocks = blocks;
      this.form = form;
    }

    /** In the partitions and in the order in which they were made. */
    public JavaRDD<T> records() {
      Form<T> shipped = form;
      return Pass.over(blocks.rdd(), packed -> new Records<>(packed, shipped));
    }

    /** They are made anew where they are asked for again. */
    public void release() {
      blocks.unpersist();
    }
  }

  public static <T> Held<T> hold(JavaRDD<T> records, Form<T> form) {
    JavaRDD<byte[]> blocks =
        Pass.over(
            records.rdd(),
            all -> new Mapped<>(new Blocks<>(all, form, record -> 0, 1), Block::bytes));
    return new Held<>(blocks.persist(StorageLevel.MEMORY_AND_DISK()), form);
  }

  /** Packed records of one partition. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(int partition, byte[] bytes) {}

  private static final class BlockWire implements Wire<Block> {

    @Override
    public void write(Block block, DataOutputStream to) throws IOException {
      to.writeInt(block.partition());
      Wire.write(block.bytes(), to);
    }

    @Override
    public Block read(DataInputStream from) throws IOException {
      return new Block(from.readInt(), Wire.bytes(from));
    }
  }

  private static final class FormWire<T> implements Wire<T> {

    private final Form<T> form;
    private Texts texts = new Texts();
    private Packing packing = new Packing(texts);

    FormWire(Form<T> form) {
      this.form = form;
    }

    @Override
    public void write(T record, DataOutputStream to) throws IOException {
      form.write(record, packing);
      Wire.write(packing.pack(), to);
      packing.clear();
      if (texts.full()) {
        texts = new Texts();
        packing = new Packing(texts);
      }
    }

    @Override
    public T read(DataInputStream from) throws IOException {
      return form.read(new Unpacking(Wire.bytes(from)));
    }
  }

  private static final class Blocks<T> implements Iterator<Block> {

    private final Iterator<T> records;
    private final Form<T> form;
    private final Place<T> partition;
    private final Packing[] open;
    private final Deque<Block> full = new ArrayDeque<>();
    private Texts texts = new Texts();

    Blocks(Iterator<T> records, Form<T> form, Place<T> partition, int partitions) {
      this.records = records;
      this.form = form;
      this.partition = partition;
      this.open = new Packing[partitions];
    }

    @Override
    public boolean hasNext() {
      while (full.isEmpty() && records.hasNext()) {
        T record = records.next();
        int at = partition.of(record);
        if (open[at] == null) {
          open[at] = new Packing(texts);
        }
        form.write(record, open[at]);
        if (open[at].size() >= BLOCK) {
          send(at);
        }
        if (texts.full()) {
          sendAll();
          texts = new Texts();
        }
      }
      if (full.isEmpty()) {
        sendAll();
      }
      return !full.isEmpty();
    }

    private void sendAll() {
      for (int at = 0; at < open.length; at++) {
        if (open[at] != null) {
          send(at);
          open[at] = null;
        }
      }
    }

    private void send(int at) {
      if (!open[at].isEmpty()) {
        full.add(new Block(at, open[at].pack()));
        open[at].clear();
      }
    }

    @Override
    public Block next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return full.remove();
    }
  }

  private static final class Records<T> implements Iterator<T> {

    private final Iterator<byte[]> blocks;
    private final Form<T> form;
    private Unpacking block;

    Records(Iterator<byte[]> blocks, Form<T> form) {
      this.blocks = blocks;
      this.form = form;
    }

    @Override
    public boolean hasNext() {
      while ((block == null || !block.more()) && blocks.hasNext()) {
        block = new Unpacking(blocks.next());
      }
      return block != null && block.more();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return form.read(block);
    }
  }

  /**
   * The partition of a place. Codes that differ in their last letter alone must not all go to
   * neighbours.
   */
  public static int spread(int hash, int partitions) {
    int mixed = hash * 0x9E3779B9;
    return Math.floorMod(mixed ^ (mixed >>> 16), partitions);
  }
}
