from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "supple_web.training"
    label = "training"
    verbose_name = "Training"
