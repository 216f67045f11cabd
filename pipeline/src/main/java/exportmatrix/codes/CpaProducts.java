package exportmatrix.codes;

import exportmatrix.model.ProductLevel;
import exportmatrix.model.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CPA as ISTAT writes it, all levels in one list, and the programme sectors upon its groups. */
final class CpaProducts implements Products {

  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, Product> byCode;
  private final LinkedHashMap<String, String> sectorOfGroup = new LinkedHashMap<>();

  CpaProducts(Map<String, Product> products, List<Sector> sectors) {
    this.byCode = new LinkedHashMap<>(products);
    for (Sector sector : sectors) {
      sector.groups().forEach(group -> sectorOfGroup.put(group, sector.code()));
      if (!sector.groups().isEmpty()) {
        byCode.put(
            sector.code(),
            new Product(
                sector.code(),
                ProductLevel.SECTOR,
                Wording.ALL_PRODUCTS,
                sector.labelIt(),
                sector.labelEn()));
      }
    }
  }

  @Override
  public Optional<Product> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  @Override
  public List<Product> all() {
    return List.copyOf(byCode.values());
  }

  @Override
  public Optional<String> sectorOf(String group) {
    return Optional.ofNullable(sectorOfGroup.get(group));
  }

  @Override
  public List<Product> sectors() {
    return at(ProductLevel.SECTOR);
  }

  @Override
  public List<String> under(String code, ProductLevel level) {
    Optional<Product> above = find(code);
    return above.isEmpty()
        ? List.of()
        : at(level).stream()
            .map(Product::code)
            .filter(below -> !below.equals(code))
            .filter(below -> ancestor(below, above.get().level()).equals(above))
            .toList();
  }

  private List<Product> at(ProductLevel level) {
    return byCode.values().stream().filter(product -> product.level() == level).toList();
  }
}
