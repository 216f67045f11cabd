package exportmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are as Hadoop's own would be. */
class LocalFilesTest {

  @TempDir java.nio.file.Path folder;

  @Test
  void filesAreThoseOfHadoop() throws IOException {
    write(new LocalFiles(), "ours");
    write(new LocalFileSystem(), "hadoops");

    assertThat(folder.resolve("ours")).hasContent("text");
    for (String prefix : new String[] {"", "."}) {
      String suffix = prefix.isEmpty() ? "" : ".crc";
      java.nio.file.Path ours = folder.resolve(prefix + "ours" + suffix);
      java.nio.file.Path hadoops = folder.resolve(prefix + "hadoops" + suffix);
      assertThat(ours).hasSameBinaryContentAs(hadoops);
      assertThat(Files.getPosixFilePermissions(ours))
          .isEqualTo(Files.getPosixFilePermissions(hadoops));
    }
  }

  private void write(FileSystem files, String name) throws IOException {
    files.initialize(URI.create("file:///"), new Configuration());
    try (var out = files.create(path(name))) {
      out.writeBytes("text");
    }
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  @Test
  void permissionsAreSet() throws IOException {
    LocalFiles files = new LocalFiles();
    write(files, "one");
    files.setPermission(path("one"), new FsPermission("640"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("one")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
  }

  @Test
  void permissionsBeyondThoseOfAFileAreLeftToHadoop() throws IOException {
    LocalFiles files = new LocalFiles();
    files.initialize(URI.create("file:///"), new Configuration());
    files.setPermission(new Path(folder.toUri()), new FsPermission("1750"));
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
  }
}
