/** Commands whose code is loaded when the first of them is used, without `pagerduty.`. */
export const actCommands =
  `incident.resolveWithNote incident.endSnooze incident.reassign incident.escalate incident.merge incident.reopen
  incident.setTitle incident.setUrgency incident.setPriority incident.setType incident.setField
  incident.requestResponders incident.cancelResponders incident.runWorkflow incident.bridge
  incident.publishStatusUpdate note.edit note.delete alert.resolve alert.move undo
  incident.create event.send change.send maintenanceWindow.create schedule.takeShift schedule.cover`.split(/\s+/);
