package exportmatrix;

import exportmatrix.model.CollectionSpec;
import exportmatrix.model.DatasetSpec;
import exportmatrix.model.FileRecord;
import exportmatrix.model.StorageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of what decides a figure: the inputs, and the part of the configuration that matters. */
final class Fingerprint {

  private Fingerprint() {}

  static String of(Collection<String> parts) {
    MessageDigest digest = sha256();
    parts.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Everything configured that changes a collection's figures; where files lie does not. */
  static String of(PipelineConfig config, CollectionSpec collection) {
    List<String> parts = new ArrayList<>();
    parts.add(collection.toString());
    for (String id : collection.datasets()) {
      DatasetSpec spec = config.dataset(id);
      parts.add(spec.id());
      parts.add(spec.layout() + " " + spec.frequency() + " " + spec.unitMultiplier());
      parts.add(spec.periodType() + " " + spec.scheme() + " " + spec.complete());
      parts.add(spec.replaces().stream().sorted().toList() + " " + spec.edition());
      parts.add(
          spec.maxRejectedShare() + " " + ordered(spec.columns()) + ordered(spec.constants()));
      parts.add(ordered(spec.codes()) + ordered(spec.indicators()) + ordered(spec.keep()));
      if (spec.delimited() != null) {
        DatasetSpec.Delimited d = spec.delimited();
        parts.add(
            d.delimiter() + d.charset() + d.decimalMark() + d.thousandsMark() + d.skipLines());
        parts.add(ordered(d.valueColumns()));
      }
    }
    parts.add(config.rules().toString());
    parts.add(config.reports().indicators() + " " + config.reports().periods());
    parts.add(config.reports().jsonTerritories().toString());
    parts.add(config.matrix().toString());
    parts.add(config.seasonal().toString());
    return of(parts);
  }

  private static String ordered(Map<String, ?> map) {
    Map<String, String> ordered = new TreeMap<>();
    if (map != null) {
      map.forEach(
          (key, value) ->
              ordered.put(
                  key,
                  value instanceof Map<?, ?> inner
                      ? new TreeMap<>(inner).toString()
                      : String.valueOf(value)));
    }
    return ordered.toString();
  }

  /** A release's name: its newest edition, and a hash of all that its figures follow from. */
  static String release(
      List<FileRecord> inputs, String configuration, String codes, String version) {
    List<String> parts = new ArrayList<>(List.of(configuration, codes, version));
    inputs.stream()
        .map(f -> f.dataset() + " " + f.edition() + " " + f.file())
        .sorted()
        .forEach(parts::add);
    return newestEdition(inputs) + "-" + of(parts).substring(0, 12);
  }

  static String newestEdition(List<FileRecord> inputs) {
    return inputs.stream().map(FileRecord::edition).max(String::compareTo).orElse("none");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new StorageException("this Java has no SHA-256: use a complete JDK", e);
    }
  }
}
