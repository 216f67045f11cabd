package exportmatrix.jobs.note;

/**
 * How a note is written down. In every format a figure is a link to the list at the end, where its
 * exact value, its status and the address of its cell stand.
 */
public enum NoteFormat {
  MARKDOWN("note.md") {
    @Override
    public String write(Note note) {
      return new MarkdownNote(note).text();
    }
  },
  HTML("note.html") {
    @Override
    public String write(Note note) {
      return new HtmlNote(note).text();
    }
  };

  private final String file;

  NoteFormat(String file) {
    this.file = file;
  }

  /** The name of the file that it is written to. */
  public String file() {
    return file;
  }

  /** The whole document. */
  public abstract String write(Note note);
}
