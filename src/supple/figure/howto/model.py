"""A how-to: a few pictures in a row, each with a caption and numbered signs on the body."""

from __future__ import annotations

from dataclasses import dataclass, replace

from supple.figure.body.places import Force
from supple.figure.body.pose import Pose, mirrored, other_side, sided
from supple.figure.body.stances import Stance
from supple.figure.scene.camera import Camera
from supple.figure.scene.props import Prop


@dataclass(frozen=True)
class Note:
    """at: a place of ``body.places``. moves: True where this part moves, False where it must stay."""

    at: str
    moves: bool
    text: str


@dataclass(frozen=True)
class Panel:
    """One picture of a how-to.

    right: True for the right way, False for a wrong one, None for a step. coming: the picture shows how one came here from the
    panel before. near: the place round which it is drawn large, none for the whole body. traced: the place whose way the arrow
    shows, none for where the breastbone points to.
    """

    pose: Pose
    view: Camera
    props: tuple[Prop, ...]
    notes: tuple[Note, ...]
    right: bool | None = None
    coming: bool = False
    near: str = ""
    traced: str = ""
    forces: tuple[Force, ...] = ()


@dataclass(frozen=True)
class HowTo:
    """side: where the breastbone turns in it, None where it does not. Texts hold {side} and {other} for the two sides."""

    id: str
    title: str
    stance: Stance
    works: tuple[str, ...]
    side: str | None
    panels: tuple[Panel, ...]
    mirror: bool = False

    def mirrored(self) -> HowTo:
        return replace(
            self,
            side=None if self.side is None else other_side(self.side),
            panels=tuple(map(_other, self.panels)),
            mirror=not self.mirror,
        )

    def words(self, text: str) -> str:
        return sided(text, self.side)


def _other(panel: Panel) -> Panel:
    return replace(
        panel,
        pose=mirrored(panel.pose),
        view=panel.view.mirrored(),
        props=tuple(prop.mirrored() for prop in panel.props),
        notes=tuple(replace(note, at=other_side(note.at)) for note in panel.notes),
        near=other_side(panel.near),
        traced=other_side(panel.traced),
        forces=tuple(force.mirrored() for force in panel.forces),
    )
