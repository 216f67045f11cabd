package exportmatrix.jobs.note;

import exportmatrix.codes.Codes;
import exportmatrix.codes.Programme;
import exportmatrix.codes.Territory;
import exportmatrix.jobs.console.UsageException;
import exportmatrix.jobs.figures.FigurePeriod;
import exportmatrix.jobs.figures.Figures;
import exportmatrix.jobs.figures.Language;
import exportmatrix.jobs.note.Note.Lines;
import exportmatrix.jobs.note.Note.Section;
import exportmatrix.jobs.tables.Provenance;
import exportmatrix.model.CollectionSpec;
import exportmatrix.model.IndicatorCard;
import exportmatrix.model.TerritoryLevel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Composes the note on one territory from what a release says. */
public final class NoteWriter {

  private final Figures figures;
  private final Codes codes;
  private final CollectionSpec collection;
  private final String release;
  private final List<IndicatorCard> cards;
  private final Sayings sayings;

  /**
   * @param release its id
   * @param cards of the indicators, for the definitions at the end
   */
  public NoteWriter(
      Figures figures,
      Codes codes,
      CollectionSpec collection,
      String release,
      List<IndicatorCard> cards,
      Language language) {
    this.figures = figures;
    this.codes = codes;
    this.collection = collection;
    this.release = release;
    this.cards = List.copyOf(cards);
    this.sayings = new Sayings(language);
  }

  /**
   * A note with the questions that it was made of, whose answers are the tables beside it.
   *
   * @param asked in their order
   * @param provenance what the tables say of themselves
   */
  public record Written(Note note, List<Asked> asked, Provenance provenance) {}

  /**
   * @throws UsageException where the territory, a market or the programme is not known, or a period
   *     is not in the release
   */
  public Written write(NoteQuestion question) {
    Territory territory =
        codes
            .territories()
            .find(codes.aliases().resolve("territory", question.territory()))
            .filter(found -> found.level() != TerritoryLevel.RESIDUAL)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--territory: expected a country, region or province, found '%s'; 'export-matrix list territories' shows all"
                            .formatted(question.territory())));
    List<Programme> programme = question.programme().map(this::programme).orElse(List.of());
    boolean several = question.periods().size() > 1;
    List<Section> sections = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    List<String> periods = new ArrayList<>();
    for (FigurePeriod period : question.periods()) {
      Chapter chapter =
          new Chapter(sayings, codes, new Facts(figures, period, sayings.language()), territory);
      String name = chapter.period();
      periods.add(name);
      if (several) {
        sections.add(new Section(2, Phrase.of(name).capitalised().text(), List.of()));
      }
      int depth = several ? 3 : 2;
      for (Section section : chapter.sections(question.markets(), programme)) {
        sections.add(new Section(depth, section.heading(), section.blocks()));
      }
      asked.addAll(chapter.asked());
    }
    Name name = sayings.names().territory(territory.code(), label(territory));
    String title =
        sayings
            .sentence(
                "title",
                Map.of(
                    "of_territory",
                    Phrase.of(sayings.grammar().of(name)),
                    "periods",
                    sayings.list(periods.stream().map(Phrase::of).toList())))
            .text();
    String warning = collection.synthetic() ? sayings.words("synthetic") : "";
    Note body = new Note(sayings.language().name(), title, warning, sections);
    Set<String> editions = new TreeSet<>();
    body.figures().stream().map(Stated::edition).filter(e -> !e.isEmpty()).forEach(editions::add);
    List<Phrase> sources = sources(String.join(", ", editions));
    List<Phrase> lines = new ArrayList<>(sources);
    lines.addAll(definitions(body));
    List<Section> all = new ArrayList<>(sections);
    all.add(new Section(2, sayings.words("heading.sources"), List.of(new Lines(lines))));
    return new Written(
        new Note(body.language(), title, warning, all),
        asked,
        new Provenance(
            title,
            warning,
            collection.source(),
            collection.licence(),
            String.join(", ", editions),
            release,
            body.language(),
            sources.stream().map(Phrase::text).toList()));
  }

  private String label(Territory territory) {
    return sayings.language() == Language.it ? territory.nameIt() : territory.nameEn();
  }

  private List<Programme> programme(int year) {
    List<Programme> of =
        codes.programmes().all().stream().filter(target -> target.year() == year).toList();
    if (of.isEmpty()) {
      Set<Integer> years = new TreeSet<>();
      codes.programmes().all().forEach(target -> years.add(target.year()));
      throw new UsageException(
          "--programme: expected a year of the programmes list, one of %s, found %d"
              .formatted(years, year));
    }
    return of;
  }

  private List<Phrase> sources(String editions) {
    return List.of(
        sayings.sentence(
            "sources.source",
            Map.of(
                "source", Phrase.of(collection.source()),
                "licence", Phrase.of(collection.licence()),
                "label",
                    Phrase.of(
                        sayings.language() == Language.it
                            ? collection.labelIt()
                            : collection.labelEn()),
                "collection", Phrase.of(collection.id()))),
        sayings.sentence(
            "sources.edition",
            Map.of("edition", Phrase.of(editions), "release", Phrase.of(release))));
  }

  /** How the words are meant, and the formulas of the indicators that occur. */
  private List<Phrase> definitions(Note body) {
    Set<String> indicators = new LinkedHashSet<>();
    body.figures().forEach(figure -> indicators.add(figure.id().indicator()));
    List<Phrase> lines = new ArrayList<>();
    lines.add(Phrase.of(sayings.words("sources.words")));
    for (IndicatorCard card : cards) {
      if (indicators.contains(card.id())) {
        lines.add(
            sayings.sentence(
                "sources.definition",
                Map.of(
                    "label",
                    Phrase.of(sayings.language() == Language.it ? card.labelIt() : card.labelEn()),
                    "formula",
                    Phrase.of(card.formula()))));
      }
    }
    return lines;
  }
}
