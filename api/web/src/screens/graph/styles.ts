// How the chart of a neighbourhood looks, in the colours of the page's theme.
import type { StylesheetJson } from "cytoscape";

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function stylesOf(): StylesheetJson {
  const font = colour("--sans");
  return [
    {
      selector: "node",
      style: {
        "background-color": "data(colour)",
        width: 13,
        height: 13,
        label: "data(label)",
        color: colour("--ink"),
        "font-family": font,
        "font-size": 13,
        "min-zoomed-font-size": 6,
        "text-valign": "center",
        "text-background-color": colour("--card"),
        "text-background-opacity": 1,
        "text-background-padding": "2px",
      },
    },
    { selector: "node.right", style: { "text-halign": "right", "text-margin-x": 6 } },
    { selector: "node.left", style: { "text-halign": "left", "text-margin-x": -6 } },
    {
      selector: "node.centre",
      style: {
        width: 46,
        height: 46,
        "font-size": 15,
        "font-weight": "bold",
        "text-valign": "bottom",
        "text-margin-y": 8,
      },
    },
    {
      selector: "node.group",
      style: {
        shape: "round-rectangle",
        width: 104,
        height: 38,
        "background-color": colour("--brand-soft"),
        color: colour("--brand"),
        "font-size": 12,
        "text-wrap": "wrap",
        "text-halign": "center",
        "text-background-opacity": 0,
        "line-height": 1.25,
      },
    },
    {
      selector: "node.more",
      style: {
        "background-color": colour("--card"),
        "border-color": colour("--brand"),
        "border-style": "dashed",
        "border-width": 1.5,
        color: colour("--brand"),
        "font-weight": "bold",
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.6,
        "line-color": colour("--edge"),
        "curve-style": "round-taxi",
        "taxi-direction": "horizontal",
        "taxi-turn": "26px",
      },
    },
    // Turns close to the group, so as not to go through the name of the node that it comes from.
    { selector: "edge.stem", style: { width: 2, "taxi-turn": "-24px" } },
    {
      selector: "edge.across",
      style: {
        "curve-style": "unbundled-bezier",
        "line-style": "dashed",
        width: 1.2,
        "target-arrow-shape": "triangle",
        "target-arrow-color": colour("--edge"),
        "arrow-scale": 0.8,
        display: "none",
      },
    },
    { selector: "edge.across.seen", style: { display: "element" } },
    {
      selector: ":selected",
      style: {
        "border-width": 3,
        "border-color": colour("--gold"),
        "line-color": colour("--gold"),
        "target-arrow-color": colour("--gold"),
      },
    },
  ];
}
