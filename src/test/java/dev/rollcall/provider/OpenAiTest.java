package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.provider.Listing.MalformedList;
import dev.rollcall.provider.Listing.Page;
import dev.rollcall.vendor.OpenAiRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTest {

  private final ModelsApi openAi = new ModelsApi(new OpenAiRows());

  @Test
  void readsWhatLittleThereIs() {
    ModelFacts model =
        Reading.model(
            openAi, "{'id':'o3','object':'model','created':1744225308,'owned_by':'system'}");
    assertThat(model).isEqualTo(ModelFacts.of("o3").created(1744225308L).ownedBy("system").build());
  }

  @Test
  void readsAnAnnouncedEnd() {
    ModelFacts model = Reading.model(openAi, "{'id':'o1','shutdown_date':'2026-10-23'}");
    assertThat(model.shutdownDate()).isEqualTo("2026-10-23");
    assertThat(model.deprecated()).isTrue();
    assertThat(Reading.model(openAi, "{'id':'o3','shutdown_date':null}").deprecated()).isNull();
  }

  @Test
  void skipsAndCountsEntriesWithoutAUsableId() {
    Page page =
        Reading.page(openAi, "{'data':[{'id':'a'},null,7,'x',{},{'id':null},[],{'id':'b'}]}");
    assertThat(Reading.ids(page)).containsExactly("a", "b");
    assertThat(page.skipped()).isEqualTo(6);
  }

  @Test
  void keepsRepeatedIds() {
    assertThat(Reading.ids(Reading.page(openAi, "{'data':[{'id':'a'},{'id':'a'}]}")))
        .containsExactly("a", "a");
  }

  @Test
  void takesAnEmptyListAsOne() {
    assertThat(Reading.page(openAi, "{'object':'list','data':[]}").rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "7", "null", "{'data':{}}", "{'data':null}", "{'error':'secret'}"})
  void refusesABodyWithoutAList(String body) {
    assertThatThrownBy(() -> Reading.page(openAi, body))
        .isInstanceOfSatisfying(
            MalformedList.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.MALFORMED);
              assertThat(failure).hasMessageNotContaining("secret");
            });
  }
}
