"""From a skeleton and things to what a page shows: solids, a camera, who stands before whom, outlines."""
