package dev.rollcall.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.model.ErrorCode;
import dev.rollcall.provider.Listing.MalformedList;
import dev.rollcall.provider.Listing.Page;
import dev.rollcall.vendor.OpenAiRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The APIs that give their lists in pages. */
class PagedListsTest {

  @Test
  void followsGeminisToken() {
    Page page =
        Reading.page(new Gemini(), "{'models':[{'name':'models/a'}],'nextPageToken':'a+b/c=&d'}");
    assertThat(page.next())
        .isEqualTo(
            Listing.Call.get(
                "https://api.example/v1/models?pageSize=1000&pageToken=a%2Bb%2Fc%3D%26d"));
  }

  @Test
  void followsCoheresToken() {
    Page page = Reading.page(new Cohere(), "{'models':[{'name':'a'}],'next_page_token':'t=='}");
    assertThat(page.next())
        .isEqualTo(
            Listing.Call.get("https://api.example/v1/models?page_size=1000&page_token=t%3D%3D"));
  }

  @Test
  void followsAnthropicsLastId() {
    Page page =
        Reading.page(new Anthropic(), "{'data':[{'id':'a'}],'has_more':true,'last_id':'a b'}");
    assertThat(page.next())
        .isEqualTo(Listing.Call.get("https://api.example/v1/models?limit=1000&after_id=a+b"));
  }

  @Test
  void doesNotTakeAnthropicsPartForTheWhole() {
    assertThatThrownBy(() -> Reading.page(new Anthropic(), "{'data':[{'id':'a'}],'has_more':true}"))
        .isInstanceOfSatisfying(
            MalformedList.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INCOMPLETE));
  }

  @Test
  void takesAnErrorWithStatus200ForNoPage() {
    assertThatThrownBy(() -> Reading.page(new OpenRouter(), "{'error':{'code':502,'message':'m'}}"))
        .isInstanceOf(MalformedList.class);
  }

  @Test
  void takesNoPartForTheWholeWhereThereIsNoKnownWayOn() {
    assertThatThrownBy(
            () ->
                Reading.page(
                    new ModelsApi(new OpenAiRows()), "{'data':[{'id':'a'}],'has_more':true}"))
        .isInstanceOfSatisfying(
            MalformedList.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INCOMPLETE));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/models?offset=1000, https://api.example/api/v1/models?offset=1000",
    "?offset=1000, https://api.example/v1/models?offset=1000",
    "https://api.example/v1/models?o=1, https://api.example/v1/models?o=1"
  })
  void followsOpenRoutersLink(String next, String url) {
    Page page =
        Reading.page(new OpenRouter(), "{'data':[{'id':'a'}],'links':{'next':'" + next + "'}}");
    assertThat(page.next()).isEqualTo(Listing.Call.get(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/v1/models",
        "http://api.example/v1/models",
        "https://api.example:8443/v1/models",
        "//elsewhere.example/v1/models",
        "https://api.example@elsewhere.example/",
        "file:///etc/passwd",
        "https://[",
        "not a link"
      })
  void keepsTheKeyAtOpenRoutersOrigin(String next) {
    assertThatThrownBy(
            () ->
                Reading.page(
                    new OpenRouter(), "{'data':[{'id':'a'}],'links':{'next':'" + next + "'}}"))
        .isInstanceOf(MalformedList.class)
        .hasMessageNotContaining(next);
  }

  @Test
  void endsWhereNothingLeadsOn() {
    assertThat(Reading.page(new Gemini(), "{'models':[]}").next()).isNull();
    assertThat(Reading.page(new Gemini(), "{'models':[],'nextPageToken':''}").next()).isNull();
    assertThat(Reading.page(new Cohere(), "{'models':[],'next_page_token':null}").next()).isNull();
    assertThat(Reading.page(new Anthropic(), "{'data':[],'has_more':false,'last_id':'a'}").next())
        .isNull();
    assertThat(
            Reading.page(new OpenRouter(), "{'data':[],'total_count':9,'links':{'next':null}}")
                .next())
        .isNull();
    assertThat(Reading.page(new OpenRouter(), "{'data':[]}").next()).isNull();
    assertThat(Reading.page(new OpenRouter(), "{'data':[],'links':{'next':''}}").next()).isNull();
  }
}
