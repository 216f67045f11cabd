package exportmatrix.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;

/**
 * Spark's serializer for the pairs that {@link Shuffle} makes: their key is a record that goes as
 * its wire says, their value is always the same and does not travel. A record is announced by an
 * octet, so that the end of a stream is told from a record that is cut off.
 */
final class WireSerializer<T> extends Serializer implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The value of every pair. */
  static final Boolean VALUE = Boolean.TRUE;

  private static final int RECORD = 1;

  /** What is read where a stream has ended. */
  private static final int END = -1;

  private final Wire.Maker<T> wires;

  WireSerializer(Wire.Maker<T> wires) {
    this.wires = wires;
  }

  @Override
  public SerializerInstance newInstance() {
    return new Streams<>(wires.make());
  }

  private static final class Streams<T> extends SerializerInstance {

    private final Wire<T> wire;

    Streams(Wire<T> wire) {
      this.wire = wire;
    }

    @Override
    public SerializationStream serializeStream(OutputStream to) {
      return new Departing<>(wire, to);
    }

    @Override
    public DeserializationStream deserializeStream(InputStream from) {
      return new Arriving<>(wire, from);
    }

    @Override
    public <R> ByteBuffer serialize(R record, ClassTag<R> tag) {
      throw alone();
    }

    @Override
    public <R> R deserialize(ByteBuffer record, ClassTag<R> tag) {
      throw alone();
    }

    @Override
    public <R> R deserialize(ByteBuffer record, ClassLoader classes, ClassTag<R> tag) {
      throw alone();
    }

    private static UnsupportedOperationException alone() {
      return new UnsupportedOperationException("records travel in streams, never alone");
    }
  }

  private static final class Departing<T> extends SerializationStream {

    private final Wire<T> wire;
    private final DataOutputStream to;

    Departing(Wire<T> wire, OutputStream to) {
      this.wire = wire;
      this.to = new DataOutputStream(to);
    }

    @Override
    @SuppressWarnings("unchecked") // only records of this kind are shuffled with this serializer
    public <R> SerializationStream writeObject(R record, ClassTag<R> tag) {
      try {
        to.write(RECORD);
        wire.write((T) record, to);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }

    @Override
    public <R> SerializationStream writeValue(R value, ClassTag<R> tag) {
      return this;
    }

    @Override
    public void flush() {
      try {
        to.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        to.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Arriving<T> extends DeserializationStream {

    private final Wire<T> wire;
    private final DataInputStream from;

    Arriving(Wire<T> wire, InputStream from) {
      this.wire = wire;
      this.from = new DataInputStream(from);
    }

    private boolean more() {
      try {
        int announced = from.read();
        if (announced != RECORD && announced != END) {
          throw new IOException("expected a record or the end, found octet " + announced);
        }
        return announced == RECORD;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private T record() {
      try {
        return wire.read(from);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    @SuppressWarnings("unchecked") // only records of this kind were shuffled with this serializer
    public <R> R readObject(ClassTag<R> tag) {
      if (!more()) {
        throw new UncheckedIOException(new EOFException("no more records"));
      }
      return (R) record();
    }

    @Override
    @SuppressWarnings("unchecked") // see VALUE
    public <R> R readValue(ClassTag<R> tag) {
      return (R) VALUE;
    }

    @Override
    public scala.collection.Iterator<Object> asIterator() {
      return CollectionConverters.asScala(new Mapped<>(new Records(), record -> record));
    }

    @Override
    public scala.collection.Iterator<Tuple2<Object, Object>> asKeyValueIterator() {
      return CollectionConverters.asScala(
          new Mapped<>(new Records(), record -> new Tuple2<>(record, VALUE)));
    }

    @Override
    public void close() {
      try {
        from.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** All records; the stream is closed behind the last one, as Spark expects. */
    private final class Records implements Iterator<T> {

      private boolean announced;
      private boolean ended;

      @Override
      public boolean hasNext() {
        if (!announced && !ended) {
          announced = more();
          ended = !announced;
          if (ended) {
            close();
          }
        }
        return announced;
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        announced = false;
        return record();
      }
    }
  }
}
