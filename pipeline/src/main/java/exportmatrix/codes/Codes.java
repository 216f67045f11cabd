package exportmatrix.codes;

import exportmatrix.model.DatasetSpec.ProductScheme;
import exportmatrix.model.Wording;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All code lists, checked and indexed. Immutable; cheap to ship to Spark's tasks. */
public final class Codes implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Territories territories;
  private final Markets markets;
  private final Products cpa;
  private final Products cn;
  private final ArrayList<Sector> sectors;
  private final Programmes programmes;
  private final Aliases aliases;
  private final Breaks breaks;
  private final String fingerprint;

  private Codes(
      Territories territories,
      Markets markets,
      Products cpa,
      Products cn,
      List<Sector> sectors,
      Programmes programmes,
      Aliases aliases,
      Breaks breaks,
      String fingerprint) {
    this.territories = territories;
    this.markets = markets;
    this.cpa = cpa;
    this.cn = cn;
    this.sectors = new ArrayList<>(sectors);
    this.programmes = programmes;
    this.aliases = aliases;
    this.breaks = breaks;
    this.fingerprint = fingerprint;
  }

  /**
   * The bundled lists, replaced or extended by the user's files.
   *
   * @throws exportmatrix.model.ConfigException naming all problems of all lists
   */
  public static Codes load(CodeFiles files) {
    Problems problems = new Problems();
    Map<CodeList, List<Row>> lists = new ListReader(files, problems).readAll();

    Markets markets =
        MarketList.read(lists.get(CodeList.MARKETS), lists.get(CodeList.MARKET_GROUPS), problems);
    Territories territories =
        TerritoryList.read(lists.get(CodeList.TERRITORIES), markets, problems);
    Map<String, Product> products = ProductList.read(lists.get(CodeList.PRODUCTS), problems);
    List<Sector> sectors = SectorList.read(lists.get(CodeList.SECTORS), products, problems);
    Products cpa = new CpaProducts(products, sectors);
    Products cn = new CnProducts(products.get(Wording.ALL_PRODUCTS));
    Programmes programmes =
        ProgrammeList.read(
            lists.get(CodeList.PROGRAMMES),
            markets,
            sectors.stream().map(Sector::code).collect(Collectors.toSet()),
            problems);
    Map<String, Predicate<String>> isCode =
        Map.of(
            Breaks.TERRITORY, code -> territories.find(code).isPresent(),
            Breaks.MARKET, code -> markets.find(code).isPresent(),
            Breaks.PRODUCT, code -> cpa.find(code).isPresent() || cn.find(code).isPresent());
    Aliases aliases = Aliases.read(lists.get(CodeList.ALIASES), isCode, problems);
    Breaks breaks = Breaks.read(lists.get(CodeList.BREAKS), isCode, territories, problems);

    problems.throwIfAny();
    return new Codes(
        territories, markets, cpa, cn, sectors, programmes, aliases, breaks, fingerprint(lists));
  }

  public Territories territories() {
    return territories;
  }

  public Markets markets() {
    return markets;
  }

  public Products products(ProductScheme scheme) {
    return switch (scheme) {
      case CPA -> cpa;
      case CN8 -> cn;
    };
  }

  /** All programme sectors in the list's order, those without product groups included. */
  public List<Sector> sectors() {
    return List.copyOf(sectors);
  }

  public Programmes programmes() {
    return programmes;
  }

  public Aliases aliases() {
    return aliases;
  }

  /** Where codes changed their meaning. */
  public Breaks breaks() {
    return breaks;
  }

  /**
   * SHA-256 over the rows of all lists as they are in effect, whatever their order and the files
   * they came from: another fingerprint means another release.
   */
  public String fingerprint() {
    return fingerprint;
  }

  private static String fingerprint(Map<CodeList, List<Row>> lists) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    for (CodeList list : CodeList.values()) {
      digest.update((list.listName() + '\n').getBytes(StandardCharsets.UTF_8));
      lists.get(list).stream()
          .map(row -> list.columns().stream().map(row::text).collect(Collectors.joining("\t")))
          .sorted()
          .forEach(line -> digest.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
