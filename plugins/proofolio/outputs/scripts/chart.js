/* Draws the one chart of its page. Frames of charts load it; no other page does. */
(() => {
  "use strict";
  const { library, spec } = JSON.parse(document.getElementById("chart").textContent);
  const place = document.getElementById("place");
  const room = () => document.documentElement.clientWidth;

  const draw = {
    async plotly() {
      const layout = { ...spec.layout };
      if (!(layout.width <= room())) {
        delete layout.width;
        layout.autosize = true;
      }
      place.style.height = `${layout.height ?? 450}px`;
      const config = { ...spec.config, responsive: true, displaylogo: false, showLink: false };
      await Plotly.newPlot(place, { data: spec.data, frames: spec.frames, layout, config });
    },

    async vega() {
      const { $schema, ...chart } = spec;
      const isLite = $schema.includes("vega-lite");
      /* The interpreter needs no code made from strings, which this page forbids. */
      const options = { mode: isLite ? "vega-lite" : "vega", ast: true, actions: false, renderer: "svg", logLevel: 1 };
      /* Charts as wide as their container find one of no width otherwise. */
      place.style.cssText = "display: block; text-align: center";
      await vegaEmbed(place, chart, options);
      const isSingle = isLite && (chart.mark || chart.layer) && !["row", "column", "facet"].some((name) => chart.encoding?.[name]);
      if (place.scrollWidth > room() && isSingle) {
        await vegaEmbed(place, { ...chart, width: room(), autosize: { type: "fit-x", contains: "padding" } }, options);
      }
      const picture = place.querySelector("svg");
      const share = room() / picture.width.baseVal.value;
      /* Several charts in one have no width to set. A pointer on them is measured in their own pixels. */
      if (share < 1 && share > 0.7 && !/"(params|selection|signals)":/.test(JSON.stringify(chart))) {
        picture.style.cssText += "width: 100%; height: auto";
      }
    },

    async bokeh() {
      const narrow = (model) => {
        const given = model.attributes ?? {};
        const width = given.width ?? (/^(Figure|Plot)$/.test(model.name) ? 600 : 0);
        if (width > room()) model.attributes = { ...given, sizing_mode: "stretch_width", width: null };
        for (const child of given.children ?? []) narrow(Array.isArray(child) ? child[0] : child);
      };
      const [root] = spec.roots;
      narrow(root);
      Bokeh.set_log_level("error");
      await Bokeh.embed.embed_item({ target_id: "place", root_id: root.id, doc: spec });
    },
  };

  /* The frame grows rather than scroll in both directions, and gives back the height of rows that
     a chart of Vega has far fewer of than was foreseen. */
  const fit = () => {
    const { clientHeight, scrollHeight } = document.documentElement;
    const spare = library === "vega" ? clientHeight - document.body.scrollHeight : 0;
    const more = scrollHeight - clientHeight;
    if (window.frameElement && (more || spare > 60)) window.frameElement.height = innerHeight + (more || -spare);
  };

  const fail = () => {
    place.remove();
    document.getElementById("failed").hidden = false;
  };

  draw[library]().then(fit).catch(fail);
})();
