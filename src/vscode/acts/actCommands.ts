/** Commands whose code is loaded when the first of them is used, without `pagerduty.`. */
export const actCommands =
  `incident.acknowledge incident.resolve incident.resolveWithNote incident.snooze incident.endSnooze incident.act
  incident.reassign incident.escalate incident.merge incident.reopen
  incident.setTitle incident.setUrgency incident.setPriority incident.setType incident.setField
  incident.requestResponders incident.cancelResponders incident.runWorkflow incident.bridge
  incident.publishStatusUpdate note.edit note.delete alert.resolve alert.move undo
  incident.create event.send change.send maintenanceWindow.create schedule.takeShift schedule.cover
  query.saveShown query.add query.edit query.remove badge.choose
  workspaceService.link workspaceService.unlink`.split(/\s+/);
