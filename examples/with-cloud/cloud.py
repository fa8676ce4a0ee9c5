"""A stand-in for `pulumi_aws`, as far as this example needs it: same tokens, same arguments.

In a program of your own delete this file, and import `Topic` and `TopicSubscription` from
`pulumi_aws.sns` and `MetricAlarm` from `pulumi_aws.cloudwatch`.
"""

from collections.abc import Mapping, Sequence

import pulumi


class Topic(pulumi.CustomResource):
    """Where alarms are sent to."""

    arn: pulumi.Output[str]

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        props = {"name": name, "arn": None}
        super().__init__("aws:sns/topic:Topic", resource_name, props, opts)


class TopicSubscription(pulumi.CustomResource):
    """Who hears of it."""

    endpoint: pulumi.Output[str]

    def __init__(
        self,
        resource_name: str,
        *,
        topic: pulumi.Input[str],
        protocol: pulumi.Input[str],
        endpoint: pulumi.Input[str],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        props = {"topic": topic, "protocol": protocol, "endpoint": endpoint}
        super().__init__("aws:sns/topicSubscription:TopicSubscription", resource_name, props, opts)


class MetricAlarm(pulumi.CustomResource):
    """A number that must not be too high for too long."""

    alarm_description: pulumi.Output[str | None]

    def __init__(  # noqa: PLR0913 - as many as the class it stands for
        self,
        resource_name: str,
        *,
        namespace: pulumi.Input[str],
        metric_name: pulumi.Input[str],
        dimensions: pulumi.Input[Mapping[str, pulumi.Input[str]]],
        statistic: pulumi.Input[str],
        period: pulumi.Input[int],
        evaluation_periods: pulumi.Input[int],
        comparison_operator: pulumi.Input[str],
        threshold: pulumi.Input[float],
        alarm_description: pulumi.Input[str],
        alarm_actions: pulumi.Input[Sequence[pulumi.Input[str]]],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        props = {
            "namespace": namespace,
            "metricName": metric_name,
            "dimensions": dimensions,
            "statistic": statistic,
            "period": period,
            "evaluationPeriods": evaluation_periods,
            "comparisonOperator": comparison_operator,
            "threshold": threshold,
            "alarmDescription": alarm_description,
            "alarmActions": alarm_actions,
        }
        super().__init__("aws:cloudwatch/metricAlarm:MetricAlarm", resource_name, props, opts)
