package exportmatrix.jobs.figures;

import exportmatrix.model.StorageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Rows of Parquet files as maps from column to value, read with push-down of filter and columns.
 * Nothing of Hadoop's file systems and configuration is started: that alone would take longer than
 * an answer may.
 */
final class ParquetRows {

  static Set<String> columns(List<Path> files) {
    return files.isEmpty()
        ? Set.of()
        : schema(files.get(0)).getFields().stream()
            .map(Type::getName)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Rows that pass the filter, in the files' order; a null is an absent key. */
  static Stream<Map<String, Object>> read(
      List<Path> files, Set<String> columns, FilterPredicate filter) {
    return files.stream().flatMap(file -> read(file, columns, filter).stream());
  }

  private static List<Map<String, Object>> read(
      Path file, Set<String> columns, FilterPredicate filter) {
    MessageType all = schema(file);
    MessageType read =
        new MessageType(
            all.getName(),
            all.getFields().stream().filter(f -> columns.contains(f.getName())).toList());
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(ReadSupport.PARQUET_READ_SCHEMA, read.toString());
    List<Map<String, Object>> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new Builder(new LocalInputFile(file), configuration)
            .withCodecFactory(new ZstdPages())
            .withFilter(FilterCompat.get(filter))
            .build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(row(group));
      }
      return rows;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static MessageType schema(Path file) {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return reader.getFileMetaData().getSchema();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StorageException unreadable(Path file, IOException e) {
    return new StorageException(
        "%s: expected a Parquet file that a run has published, found: %s; run again with --rebuild"
            .formatted(file, e.getMessage()),
        e);
  }

  private static Map<String, Object> row(Group group) {
    Map<String, Object> row = new HashMap<>();
    GroupType type = group.getType();
    for (int f = 0; f < type.getFieldCount(); f++) {
      if (group.getFieldRepetitionCount(f) > 0) {
        row.put(type.getFieldName(f), value(group, type.getType(f), f));
      }
    }
    return row;
  }

  private static Object value(Group group, Type type, int field) {
    PrimitiveType primitive = type.asPrimitiveType();
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(unscaled(group, primitive, field), decimal.getScale());
    }
    return switch (primitive.getPrimitiveTypeName()) {
      case INT32 -> group.getInteger(field, 0);
      case INT64 -> group.getLong(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case FLOAT -> (double) group.getFloat(field, 0);
      case BOOLEAN -> group.getBoolean(field, 0);
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> group.getString(field, 0);
    };
  }

  private static BigInteger unscaled(Group group, PrimitiveType type, int field) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> BigInteger.valueOf(group.getInteger(field, 0));
      case INT64 -> BigInteger.valueOf(group.getLong(field, 0));
      default -> new BigInteger(group.getBinary(field, 0).getBytes());
    };
  }

  private ParquetRows() {}

  private static final class Builder extends ParquetReader.Builder<Group> {

    Builder(InputFile file, ParquetConfiguration configuration) {
      super(file, configuration);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
