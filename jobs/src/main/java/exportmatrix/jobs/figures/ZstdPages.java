package exportmatrix.jobs.figures;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Decompresses pages as releases are written, with zstd, without the Hadoop configuration that
 * Parquet's own factory starts for it; any other codec is left to that factory.
 */
final class ZstdPages implements CompressionCodecFactory {

  private final CodecFactory others = new CodecFactory(new PlainParquetConfiguration(), 0);

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return codec == CompressionCodecName.ZSTD ? new Decompressor() : others.getDecompressor(codec);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("releases are only read here");
  }

  @Override
  public void release() {
    others.release();
  }

  private static final class Decompressor implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput page, int size) throws IOException {
      return BytesInput.from(Zstd.decompress(page.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer page, int pageSize, ByteBuffer out, int size) {
      byte[] bytes = new byte[pageSize];
      page.get(bytes);
      out.put(Zstd.decompress(bytes, size)).flip();
    }

    @Override
    public void release() {}
  }
}
