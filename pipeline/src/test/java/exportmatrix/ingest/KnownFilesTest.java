package exportmatrix.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is read again as soon as its size or its time is another, and only then. */
class KnownFilesTest {

  private static final Instant LONG_AGO = Instant.parse("2016-03-11T10:00:00Z");

  @TempDir Path folder;

  @Test
  void aFileThatLiesAsItWasNotedIsBelieved() throws IOException {
    Path file = file("in.csv", "one", LONG_AGO);
    SourceFile before = lookAndNote(file);
    file("in.csv", "two", LONG_AGO);
    assertThat(KnownFiles.of(note()).find(file)).isEqualTo(before);
    assertThat(KnownFiles.none().find(file)).isEqualTo(SourceFile.of(file)).isNotEqualTo(before);
  }

  @Test
  void aChangedFileOfTheSameSizeWithANewTimeIsFound() throws IOException {
    Path file = file("in.csv", "one", LONG_AGO);
    lookAndNote(file);
    file("in.csv", "two", LONG_AGO.plusMillis(1));
    assertThat(KnownFiles.of(note()).find(file)).isEqualTo(SourceFile.of(file));
  }

  @Test
  void aChangedFileOfTheSameTimeWithANewSizeIsFound() throws IOException {
    Path file = file("in.csv", "one", LONG_AGO);
    lookAndNote(file);
    file("in.csv", "three", LONG_AGO);
    assertThat(KnownFiles.of(note()).find(file)).isEqualTo(SourceFile.of(file));
  }

  @Test
  void aFileThatWasJustWrittenIsReadAgain() throws IOException {
    Instant now = Instant.now();
    Path file = file("in.csv", "one", now);
    lookAndNote(file);
    file("in.csv", "two", now);
    assertThat(KnownFiles.of(note()).find(file)).isEqualTo(SourceFile.of(file));
  }

  @Test
  void aFileThatTookAnothersPlaceIsNotTheOther() throws IOException {
    Path one = file("one.csv", "one", LONG_AGO);
    Path two = file("two.csv", "two", LONG_AGO);
    KnownFiles.none().note(note(), List.of(SourceFile.of(one), SourceFile.of(two)));
    assertThat(KnownFiles.of(note()).find(two)).isEqualTo(SourceFile.of(two));
  }

  @Test
  void whatIsNotLookedAtStaysNotedAndWhatIsGoneDoesNot() throws IOException {
    Path one = file("one.csv", "one", LONG_AGO);
    Path two = file("two.csv", "two", LONG_AGO);
    Path three = file("three.csv", "three", LONG_AGO);
    KnownFiles.none()
        .note(note(), List.of(SourceFile.of(one), SourceFile.of(two), SourceFile.of(three)));
    Files.delete(two);
    KnownFiles.of(note()).note(note(), List.of(SourceFile.of(three)));
    assertThat(Files.readAllLines(note()))
        .satisfiesExactly(
            line -> assertThat(line).startsWith(SourceFile.of(one).sha256()).endsWith("one.csv"),
            line -> assertThat(line).endsWith("three.csv"));
  }

  @Test
  void aDamagedNoteIsNotBelieved() throws IOException {
    Path file = file("in.csv", "one", LONG_AGO);
    SourceFile right = lookAndNote(file);
    String line = Files.readString(note());
    for (String damaged :
        List.of("", line.substring(1), line.replace(" ", "  "), "\0" + line, "none")) {
      Files.writeString(note(), damaged);
      assertThat(KnownFiles.of(note()).find(file)).isEqualTo(right);
    }
    Files.write(note(), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(KnownFiles.of(note()).find(file)).isEqualTo(right);
  }

  private SourceFile lookAndNote(Path file) {
    KnownFiles known = KnownFiles.of(note());
    SourceFile found = known.find(file);
    known.note(note(), List.of(found));
    return found;
  }

  private Path note() {
    return folder.resolve("note");
  }

  private Path file(String name, String content, Instant modified) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
    return file;
  }
}
