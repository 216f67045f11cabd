package exportmatrix.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/** A Parquet file on its way, row group after row group, compressed by Zstandard. */
public final class ParquetFile implements Closeable {

  /** Most bytes that a row group could be told to take: its rows end it. */
  private static final long GROUP_BYTES = 1L << 40;

  /** The quickest of the usual levels: files are written more often than they are copied. */
  private static final ParquetConfiguration FAST =
      new PlainParquetConfiguration(Map.of(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, "1"));

  /** The compressor's buffer to begin with. */
  private static final int PAGE_BYTES = 64 << 10;

  private final SettledOutput output;
  private final ParquetFileWriter writer;
  private final BytesInputCompressor compressor =
      new CodecFactory(FAST, PAGE_BYTES).getCompressor(CompressionCodecName.ZSTD);

  /**
   * @param to not there yet
   * @param schema flat, of columns that {@link RowGroup} has
   */
  public ParquetFile(OutputFile to, MessageType schema) throws IOException {
    output = new SettledOutput(to);
    writer =
        new ParquetFileWriter(
            output,
            schema,
            ParquetFileWriter.Mode.CREATE,
            GROUP_BYTES,
            0,
            null,
            ParquetProperties.builder().build());
    writer.start();
  }

  /**
   * Writes the rows of a group of the file's schema and empties it; without rows it is left out.
   */
  public void write(RowGroup group) throws IOException {
    int rows = group.rows();
    if (rows == 0) {
      return;
    }
    writer.startBlock(rows);
    for (Column column : group.columns()) {
      column.flush(writer, compressor);
    }
    writer.endBlock();
  }

  /** Writes the footer; without it there is no file that can be read. */
  public void finish() throws IOException {
    output.footerFollows();
    writer.end(Map.of());
    writer.close();
  }

  /** Bytes written so far; after {@link #finish}, the length of the file. */
  public long bytes() {
    return output.position();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
