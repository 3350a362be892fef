package dev.rollcall.gateway;

import static dev.rollcall.feed.Events.added;
import static dev.rollcall.feed.Events.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.bus.Addresses;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.feed.Events;
import dev.rollcall.feed.History;
import dev.rollcall.feed.Past;
import dev.rollcall.model.ModelChange;
import dev.rollcall.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The Atom feed, as an XML parser sees it. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class AtomFeedTest {

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String FEED = "/v1/changes.atom";

  private final History history = new History();
  private final FakeLists lists =
      new FakeLists(
          Samples.live("acme", "openai", "new"), Samples.live("box", "ollama", "/models/x"));
  private Vertx vertx;
  private Http http;
  private int port;

  @BeforeEach
  void listen(Vertx started) throws Exception {
    vertx = started;
    history.begin(Past.unknown(40), 42);
    ModelService service = Samples.service(lists, history);
    GatewayVerticle gateway =
        new GatewayVerticle(new Addresses("models"), new ServerConfig("127.0.0.1", 0), service);
    vertx.deployVerticle(gateway).await(10, TimeUnit.SECONDS);
    port = gateway.port();
    http = new Http(vertx, port);
  }

  private void addSome() {
    history.add(added(43, "acme", "new"), "openai");
    history.add(status("box", "ollama"), 43, Events.AT);
    history.add(
        new ModelChange(
            44,
            "box",
            Events.AT.plusSeconds(60),
            false,
            List.of("box//models/x"),
            List.of("box/old"),
            List.of(new ModelChange.Changed("box/m", List.of("context_window", "pricing")))),
        "ollama");
    history.add(
        new ModelChange(45, "acme", Events.AT, true, List.of(), List.of(), List.of()), "openai");
  }

  @Test
  void thereIsAnEntryForEachModelTheNewestFirst() throws Exception {
    addSome();

    Element feed = feed(FEED);

    assertThat(texts(feed, "title"))
        .containsExactly(
            "Models that are new, changed or retired",
            "box: /models/x added",
            "box: m changed (context_window, pricing)",
            "box: old retired",
            "acme: new added");
    assertThat(texts(feed, "updated"))
        .allSatisfy(time -> assertThat(Instant.parse(time)).isNotNull())
        .element(1)
        .isEqualTo("2026-11-22T12:01:00Z");
  }

  @Test
  void everyEntryHasWhatAtomDemandsAndAnIdThatStays() throws Exception {
    addSome();
    Element feed = feed(FEED);
    assertThat(children(feed, "id")).hasSize(1);
    assertThat(children(feed, "author")).hasSize(1);
    for (Element entry : elements(feed, "entry")) {
      for (String needed : List.of("id", "title", "updated", "author", "link", "summary")) {
        assertThat(children(entry, needed)).as(needed).hasSize(1);
      }
    }
    List<String> ids = texts(feed, "id");

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("urn:uuid:[0-9a-f-]{36}"));
    history.add(added(46, "acme", "newer"), "openai");
    assertThat(texts(feed(FEED), "id")).hasSize(6).containsAll(ids);
  }

  @Test
  void linksLeadToTheModels() throws Exception {
    addSome();
    Element feed = feed(FEED);
    String base = feed.getAttributeNS("http://www.w3.org/XML/1998/namespace", "base");
    assertThat(base).isEqualTo("http://127.0.0.1:" + port + "/v1/");
    List<String> found = new ArrayList<>();
    for (Element entry : elements(feed, "entry")) {
      URI link = URI.create(base).resolve(children(entry, "link").get(0).getAttribute("href"));
      assertThat(link.getPort()).isEqualTo(port);
      Http.Reply model = http.get(link.getRawPath());
      if (model.status() == 200) {
        found.add(model.json().getString("id"));
      }
    }

    assertThat(found).containsExactly("box//models/x", "acme/new");
    Element self = children(feed, "link").get(0);
    assertThat(self.getAttribute("rel")).isEqualTo("self");
    assertThat(URI.create(base).resolve(self.getAttribute("href")).getPath()).isEqualTo(FEED);
  }

  @Test
  void aHostThatIsNoneIsNotInTheFeed() throws Exception {
    addSome();
    Raw raw =
        Raw.connect(vertx, port).send("GET " + FEED + " HTTP/1.0\r\nConnection: close\r\n\r\n");
    Await.until(() -> raw.received().contains("</feed>"));
    assertThat(raw.received()).doesNotContain("xml:base");
    Http.Reply evil = http.send(HttpMethod.GET, FEED, Map.of("Host", "\"><script>"));
    assertThat(evil.status()).isEqualTo(400);
  }

  @Test
  void namesAreTextWhateverIsInThem() throws Exception {
    String name = "<b>&amp;\"' ]]> \u00e9\ud83d\ude00 \u0001\ufffe\ud800 ../..?#%2F";
    history.add(added(43, "acme", name), "openai");

    Element feed = feed(FEED);

    assertThat(texts(feed, "title").get(1))
        .isEqualTo("acme: <b>&amp;\"' ]]> \u00e9\ud83d\ude00 \ufffd\ufffd\ufffd ../..?#%2F added");
    String href = children(elements(feed, "entry").get(0), "link").get(0).getAttribute("href");
    assertThat(href).matches("models/acme%2F[A-Za-z0-9%.*_-]+");
  }

  @Test
  void itIsBounded() throws Exception {
    for (long seq = 43; seq < 50; seq++) {
      List<String> ids = IntStream.range(0, 200).mapToObj(i -> "acme/m" + i).toList();
      history.add(
          new ModelChange(seq, "acme", Events.AT, false, ids, List.of(), List.of()), "openai");
    }

    assertThat(elements(feed(FEED), "entry")).hasSize(500);
  }

  @Test
  void itCanBeAboutSomeInstancesOrTypes() throws Exception {
    addSome();

    assertThat(texts(feed(FEED + "?provider=acme"), "title")).hasSize(2);
    assertThat(texts(feed(FEED + "?type=ollama&x=%26"), "title")).hasSize(4);
    assertThat(http.get(FEED + "?provider=none").status()).isEqualTo(400);
    assertThat(texts(feed(FEED + "?provider=acme"), "id").get(0))
        .isNotEqualTo(texts(feed(FEED), "id").get(0));
  }

  @Test
  void anEmptyFeedIsAFeedToo() throws Exception {
    Element feed = feed(FEED);

    assertThat(elements(feed, "entry")).isEmpty();
    assertThat(children(feed, "updated")).hasSize(1);
    Http.Reply reply = http.send(HttpMethod.HEAD, FEED);
    assertThat(reply.headers().get("content-type"))
        .isEqualTo("application/atom+xml; charset=utf-8");
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void whoHasTheFeedAlreadyIsToldSo() {
    addSome();
    Http.Reply first = http.get(FEED);
    String etag = first.headers().get("etag");
    assertThat(first.headers().get("last-modified")).isEqualTo("Sun, 22 Nov 2026 12:00:00 GMT");
    Http.Reply same = http.send(HttpMethod.GET, FEED, Map.of("If-None-Match", etag));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    history.add(added(46, "acme", "newer"), "openai");

    assertThat(http.send(HttpMethod.GET, FEED, Map.of("If-None-Match", etag)).status())
        .isEqualTo(200);
  }

  private Element feed(String uri) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    byte[] bytes = http.get(uri).body().getBytes(StandardCharsets.UTF_8);
    Element feed =
        factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    assertThat(feed.getLocalName()).isEqualTo("feed");
    return feed;
  }

  private static List<String> texts(Element feed, String name) {
    return elements(feed, name).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Element within, String name) {
    return list(within.getElementsByTagNameNS(ATOM, name));
  }

  private static List<Element> children(Element parent, String name) {
    return elements(parent, name).stream().filter(e -> e.getParentNode() == parent).toList();
  }

  private static List<Element> list(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
