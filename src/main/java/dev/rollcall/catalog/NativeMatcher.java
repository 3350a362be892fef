package dev.rollcall.catalog;

import dev.rollcall.catalog.ListedId.Form;
import dev.rollcall.catalog.RowIndex.Hit;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matches the entries of one list to the rows of its type.
 *
 * <p>Rules, in their order, first over the rows that the sources have, then, with names that begin
 * with {@code retired-}, over those they had:
 *
 * <ol>
 *   <li>{@code exact}: the same id
 *   <li>{@code alias}: see {@link AliasIndex}
 *   <li>{@code normalised}: the same id but for case and punctuation
 *   <li>{@code undated}: the row's id is the listed one without its date; {@code claude-name}: it
 *       is the same Claude by its other name
 *   <li>{@code only-dated}: the listed id has no date, and exactly one row is that id with a date
 * </ol>
 *
 * <p>A variant or a fine-tune that has no row itself is matched by its base; the rule's name then
 * begins with {@code variant-} or {@code fine-tune-}.
 */
final class NativeMatcher {

  private final List<Stage> stages = new ArrayList<>();

  /**
   * Prepares the look-ups.
   *
   * @param current the type's rows
   * @param retired the type's retired rows
   * @param listed the whole list, which says what is an alias of what
   */
  NativeMatcher(RowIndex current, RowIndex retired, Collection<ModelFacts> listed) {
    if (!current.isEmpty()) {
      stages.add(new Stage("", current, new AliasIndex(current, listed), Fills.NATIVE));
    }
    if (!retired.isEmpty()) {
      AliasIndex aliases = new AliasIndex(retired, listed);
      stages.add(new Stage("retired-", retired, aliases, Fills.NATIVE_RETIRED));
    }
  }

  /** The row of an entry whose id is {@code id}; null when no rule finds one. */
  @Nullable Match find(ListedId id, ModelFacts listed) {
    for (Stage stage : stages) {
      Match found = stage.find(id, listed);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** All rules over one set of rows. */
  private record Stage(String prefix, RowIndex rows, AliasIndex aliases, Set<ModelField> fills) {

    @Nullable Match find(ListedId id, ModelFacts listed) {
      Hit own = own(id, listed);
      if (own != null) {
        return Match.of(own.row(), prefix + own.rule(), Form.PLAIN, fills);
      }
      Hit base = base(id);
      return base == null
          ? null
          : Match.of(base.row(), prefix + id.rulePrefix() + base.rule(), id.form(), fills);
    }

    /** The entry's own row, by a name that its provider gives it. */
    private @Nullable Hit own(ListedId id, ModelFacts listed) {
      CatalogRow exact = rows.exact(id.id());
      if (exact != null) {
        return new Hit(exact, "exact");
      }
      CatalogRow alias = aliases.find(listed);
      return alias == null ? null : new Hit(alias, "alias");
    }

    private @Nullable Hit base(ListedId id) {
      CatalogRow exact = rows.exact(id.base());
      return exact == null ? rows.similar(id.base()) : new Hit(exact, "exact");
    }
  }
}
