package exportmatrix.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/** How one kind of record goes through a stream. Not for several threads at once. */
public interface Wire<T> {

  void write(T record, DataOutputStream to) throws IOException;

  T read(DataInputStream from) throws IOException;

  /** Writes bytes so that {@link #bytes} knows how many they are. */
  static void write(byte[] bytes, DataOutputStream to) throws IOException {
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  static byte[] bytes(DataInputStream from) throws IOException {
    byte[] bytes = new byte[from.readInt()];
    from.readFully(bytes);
    return bytes;
  }

  /** Makes a wire for each task. */
  interface Maker<T> extends Serializable {

    Wire<T> make();
  }
}
