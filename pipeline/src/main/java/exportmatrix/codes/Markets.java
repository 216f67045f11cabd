package exportmatrix.codes;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The partners, and the groups whose members are known with their dates. */
public final class Markets implements Serializable {

  private static final long serialVersionUID = 1L;

  /** One stay of a member in a group. */
  record Membership(String member, Validity period) implements Serializable {}

  private final LinkedHashMap<String, Market> byCode;
  private final LinkedHashMap<String, List<Membership>> memberships;

  Markets(Map<String, Market> byCode, Map<String, List<Membership>> memberships) {
    this.byCode = new LinkedHashMap<>(byCode);
    this.memberships = new LinkedHashMap<>(memberships);
  }

  /** A market by its code, never by an alias. */
  public Optional<Market> find(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** All markets in the list's order. */
  public List<Market> all() {
    return List.copyOf(byCode.values());
  }

  /** Groups whose members are known; an area of a source that is not here is used as reported. */
  public Set<String> groups() {
    return Collections.unmodifiableSet(memberships.keySet());
  }

  /** The members of a group on that day; empty for a group that is not among {@link #groups()}. */
  public Set<String> membersOn(String group, LocalDate day) {
    Set<String> members = new LinkedHashSet<>();
    for (Membership membership : memberships.getOrDefault(group, List.of())) {
      if (membership.period().holds(day)) {
        members.add(membership.member());
      }
    }
    return Collections.unmodifiableSet(members);
  }

  /** Whether the market is a member of the group on that day. */
  public boolean isMember(String group, String market, LocalDate day) {
    return memberships.getOrDefault(group, List.of()).stream()
        .anyMatch(stay -> stay.member().equals(market) && stay.period().holds(day));
  }
}
