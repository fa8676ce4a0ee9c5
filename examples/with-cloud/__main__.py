"""The alarm of a queue, the topic it goes to, and whom it wakes: reviewed in one pull request."""

import pulumi
import pulumi_scaling as scaling
from cloud import MetricAlarm, Topic, TopicSubscription

config = pulumi.Config()

# Who is woken.
payments = scaling.Schedule(
    "payments",
    name="Payments",
    timezone="Europe/Paris",
    layers=[
        {
            "name": "Weeks",
            "rotation_type": "weekly",
            "rotation_length_days": 7,
            "handoff_time": "09:00",
            "effective_from": "2026-01-05",
            "participants": ["bo@example.com", "cy@example.com"],
        }
    ],
)

# What goes wrong. The address of the inbound integration comes from Scaling, where it is made.
topic = Topic("payments-alarms", name="payments-alarms")
TopicSubscription(
    "payments-alarms-to-scaling",
    topic=topic.arn,
    protocol="https",
    endpoint=config.require_secret("inboundUrl"),
)

# Either side names the other: a page says where it came from, an alarm says whom it wakes.
policy = scaling.EscalationPolicy(
    "payments",
    name="Payments",
    description=pulumi.Output.concat("Alarms of ", topic.arn),
    layers=[{"ack_timeout_minutes": 5, "target": {"type": "schedule", "schedule_id": payments.id}}],
)
MetricAlarm(
    "payments-queue-is-old",
    namespace="AWS/SQS",
    metric_name="ApproximateAgeOfOldestMessage",
    dimensions={"QueueName": "payments"},
    statistic="Maximum",
    period=60,
    evaluation_periods=5,
    comparison_operator="GreaterThanThreshold",
    threshold=300,
    alarm_description=pulumi.Output.concat("Wakes the escalation policy Payments, ", policy.id),
    alarm_actions=[topic.arn],
    # Nobody is told of an alarm before somebody can be woken by it.
    opts=pulumi.ResourceOptions(depends_on=[policy]),
)
pulumi.export("policyId", policy.id)
