"""The least Streamlit page that draws what the flows page draws: a slider and one scene.

``?frames=200`` makes it a moving picture of a 200x200 field with 2,000 points instead.
"""

import numpy as np
import streamlit as st

from playground import controls, scene

WINDOW = (-4.5, 4.5, -4.5, 4.5)

random = np.random.default_rng(0)
layers: list[scene.layers.Layer]
frames = int(st.query_params.get("frames", "0"))
st.title("Bare")
if frames:
    cells, count = 200, 2000
    x = np.linspace(0, 6, cells)
    phase = np.linspace(0, 2 * np.pi, frames)[:, None, None]
    field = 0.5 + 0.5 * np.sin(x[None, None, :] + phase) * np.cos(x[None, :, None])
    points = random.normal(size=(frames, count, 2))
    layers = [
        scene.Field("field", field, WINDOW, 0, 1),
        scene.Points("points", points, "model"),
    ]
else:
    frames = 3
    scale = controls.continuous("Scale", 0.0, 2.0, 1.0, "scale")
    mesh = random.normal(size=(frames, 25, 25, 2))
    layers = [
        scene.Field("density", random.random((frames, 96, 96)), WINDOW, 0, 1, power=0.5),
        scene.Mesh("grid", mesh, "base", random.random((frames, 24, 24))),
        scene.Points("data", random.normal(size=(frames, 800, 2)), "data", visible=False),
        scene.Points("samples", scale * random.normal(size=(frames, 600, 2)), "model"),
    ]
picture = scene.Scene(layers=layers, window=WINDOW, times=range(frames), time_name="layer")
scene.show(picture, "bare", height=410)
