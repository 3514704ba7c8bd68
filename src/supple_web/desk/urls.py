from __future__ import annotations

from django.urls import URLPattern, path

from supple_web.desk.views import client, desk, measure, programme, rules, templates, word

urlpatterns: list[URLPattern] = [
    path("desk", desk.desk, name="desk"),
    path("desk/rules", rules.rules, name="desk_rules"),
    path("desk/programmes", templates.templates, name="desk_templates"),
    path("desk/programmes/new", templates.new, name="desk_template_new"),
    path("desk/programmes/<uuid:template>", templates.change, name="desk_template"),
    path("desk/programmes/<uuid:template>/remove", templates.remove, name="desk_template_remove"),
    path("desk/client/<uuid:pk>", client.client, name="desk_client"),
    path("desk/client/<uuid:pk>/card", client.card, name="desk_card"),
    path("desk/client/<uuid:pk>/aside", desk.aside, name="desk_aside"),
    path("desk/client/<uuid:pk>/note", client.note, name="desk_note"),
    path("desk/client/<uuid:pk>/note/<uuid:note>", client.note_edit, name="desk_note_edit"),
    path("desk/client/<uuid:pk>/recording/<uuid:set_pk>", client.recording, name="desk_recording"),
    path("desk/client/<uuid:pk>/go-on", client.go_on, name="desk_go_on"),
    path("desk/client/<uuid:pk>/measure", measure.measure, name="desk_measure"),
    path("desk/client/<uuid:pk>/check/<uuid:check>/<slug:direction>", word.overrule, name="desk_overrule"),
    path("desk/client/<uuid:pk>/word/<uuid:overruling>/withdraw", word.withdraw, name="desk_withdraw"),
    path("desk/client/<uuid:pk>/programme", programme.programme, name="desk_programme"),
    path("desk/client/<uuid:pk>/programme/edit", programme.edit, name="desk_edit"),
    path("desk/client/<uuid:pk>/programme/<uuid:edit>/take-back", programme.take_back, name="desk_edit_back"),
    path("desk/client/<uuid:pk>/programme/prescribe", programme.prescribe, name="desk_prescribe"),
    path("desk/client/<uuid:pk>/programme/print", programme.paper, name="desk_print"),
    path("desk/client/<uuid:pk>/programme/pdf", programme.pdf, name="desk_pdf"),
    path("desk/client/<uuid:pk>/programme/send", programme.send, name="desk_send"),
]
